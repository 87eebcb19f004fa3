import { compareBytes, writeYaml } from '@wildermesser/manifest';
import { isList, isMap, isSame, type Plain, type PlainMap, valueAt } from './plain-value.ts';

/** One operation of RFC 6902. */
export type Operation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: Plain }
  | { readonly op: 'remove'; readonly path: string };

const pointer = (path: string, key: string | number): string =>
  `${path}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;

const ofMaps = (base: PlainMap, wanted: PlainMap, path: string): readonly Operation[] =>
  [...new Set([...Object.keys(base), ...Object.keys(wanted)])]
    .sort(compareBytes)
    .flatMap((key): readonly Operation[] => {
      const [before, after] = [valueAt(base, key), valueAt(wanted, key)];
      const at = pointer(path, key);
      if (after === undefined) return [{ op: 'remove', path: at }];
      return before === undefined ? [{ op: 'add', path: at, value: after }] : ofValues(before, after, at);
    });

/** What is the same at both ends stays; what lies between is changed in place, the rest taken out or put in. */
const ofLists = (base: readonly Plain[], wanted: readonly Plain[], path: string): readonly Operation[] => {
  let start = 0;
  while (start < base.length && start < wanted.length && isSame(base[start], wanted[start])) start++;
  let end = 0;
  const shorter = Math.min(base.length, wanted.length) - start;
  while (end < shorter && isSame(base[base.length - 1 - end], wanted[wanted.length - 1 - end])) end++;
  const before = base.slice(start, base.length - end);
  const after = wanted.slice(start, wanted.length - end);
  const paired = Math.min(before.length, after.length);
  const at = (index: number): string => pointer(path, start + index);
  return [
    ...after.slice(0, paired).flatMap((item, i) => ofValues(before[i] as Plain, item, at(i))),
    ...before.slice(paired).map((): Operation => ({ op: 'remove', path: at(paired) })),
    ...after.slice(paired).map((value, i): Operation => ({ op: 'add', path: at(paired + i), value })),
  ];
};

const ofValues = (base: Plain, wanted: Plain, path: string): readonly Operation[] => {
  if (isSame(base, wanted)) return [];
  const whole: Operation[] = [{ op: 'replace', path, value: wanted }];
  const parts =
    isMap(base) && isMap(wanted)
      ? ofMaps(base, wanted, path)
      : isList(base) && isList(wanted)
        ? ofLists(base, wanted, path)
        : whole;
  return writeYaml(whole).length < writeYaml(parts).length ? whole : parts;
};

/** The operations that make `wanted` of `base`, in the order in which they must be done. */
export const jsonPatch = (base: PlainMap, wanted: PlainMap): readonly Operation[] => ofMaps(base, wanted, '');
