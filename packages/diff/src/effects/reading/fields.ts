/** Reading objects whose shape nobody has checked: what is absent or of another type reads as empty. */
export type Fields = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `value` as a map, `{}` when it is none. */
export const fieldsOf = (value: unknown): Fields => (isMap(value) ? value : {});

/** `value` as a list of maps, `[]` when it is none; entries of another type read as `{}`. */
export const recordsOf = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);

/** The strings of a list, `[]` when `value` is none. */
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];

/** `value` as a string, `''` when it is none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `value` as a number, `fallback` when it is none. */
export const numberOf = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback);

/** The value at a path of keys, undefined when a step is missing. */
export const at = (value: unknown, ...path: readonly string[]): unknown => {
  let current = value;
  for (const step of path) current = fieldsOf(current)[step];
  return current;
};

/** The entries of a map whose values are strings: labels, annotations, selectors. */
export const stringMapOf = (value: unknown): ReadonlyMap<string, string> =>
  new Map(Object.entries(fieldsOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

/** Whether two values are the same data, whatever the order of their keys. */
export const sameData = (a: unknown, b: unknown): boolean => {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((entry, index) => sameData(entry, b[index]));
  if (!isMap(a) || !isMap(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameData(a[key], b[key]))
  );
};
