import { compareQuantities } from '@wildermesser/manifest';

/** `1 Pod`, `3 Pods`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** `1 Pod restarts`, `3 Pods restart`: what several of something do, by the plural of the verb. */
export const countedDoing = (count: number, noun: string, verb: string): string =>
  `${counted(count, noun)} ${count === 1 ? singular(verb) : verb}`;

const singular = (verb: string): string => (verb === 'do' ? 'does' : `${verb}s`);

/** `a`, `a and b`, `a, b and 3 more`. */
export const listed = (items: readonly string[], most = 3): string => {
  const shown = items.length > most ? [...items.slice(0, most), `${items.length - most} more`] : items;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
};

/** Text of a quantity, which manifests also write as a number; undefined when it is none. */
export const quantityText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

/** As `compareQuantities`; undefined when one of them is no quantity. */
export const comparedQuantities = (a: unknown, b: unknown): number | undefined => {
  const [x, y] = [quantityText(a), quantityText(b)];
  if (x === undefined || y === undefined) return undefined;
  try {
    return compareQuantities(x, y);
  } catch {
    return undefined;
  }
};
