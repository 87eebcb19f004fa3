import { isMap, isSame, type Plain, type PlainMap, valueAt } from './plain-value.ts';

/** A list whose items are known by some of their fields. */
export interface KeyedList {
  readonly keys: readonly string[];
  readonly items: ReadonlyMap<string, PlainMap>;
}

const isKey = (value: Plain | undefined): boolean =>
  typeof value === 'number' || (typeof value === 'string' && value !== '');

/**
 * The items of a list by their merge keys. Undefined when Kustomize would not find them by these: an item that is no map
 * or lacks a key that others have, an item that is there twice.
 */
export const keyedList = (list: readonly Plain[], keys: readonly string[]): KeyedList | undefined => {
  const [first] = list;
  const used = isMap(first) ? keys.filter((key) => isKey(valueAt(first, key))) : keys;
  if (used[0] === undefined || used[0] !== keys[0]) return undefined;
  const items = new Map<string, PlainMap>();
  for (const item of list) {
    if (!isMap(item)) return undefined;
    if (keys.some((key) => isKey(valueAt(item, key)) !== used.includes(key))) return undefined;
    const id = used.map((key) => String(item[key])).join('\n');
    if (items.has(id)) return undefined;
    items.set(id, item);
  }
  return { keys: used, items };
};

/** The fields by which an item is found. */
export const keysOf = ({ keys }: KeyedList, item: PlainMap): PlainMap =>
  Object.fromEntries(keys.map((key) => [key, item[key] as Plain]));

/** Whether Kustomize leaves the list as it is while it merges a patch elsewhere in the object: no item is there twice. */
export const isDistinct = (list: readonly Plain[], keys: readonly string[]): boolean => {
  const [first] = keys;
  if (keyedList(list, keys) !== undefined) return true;
  const ids = list.map((item) => (first === undefined ? item : isMap(item) ? valueAt(item, first) : undefined));
  return ids.every(isKey) && new Set(ids.map(String)).size === ids.length;
};

/**
 * The wanted items that a patch must list for all of them to come out in their order; undefined when no patch can do it.
 * Items known by one key come in the order of the patch, then those of the base that it does not list. Of items known by
 * several keys only the new ones come first, and all others stay in the order of the base.
 */
export const itemsToList = (
  before: KeyedList,
  after: KeyedList,
): readonly (readonly [string, PlainMap])[] | undefined => {
  const wanted = [...after.items];
  const order = [...before.items.keys()];
  const places = wanted.map(([id]) => order.indexOf(id));
  const isTouched = wanted.map(([id, item]) => !isSame(before.items.get(id), item));
  if (before.keys.length > 1) {
    const isInOrder = places.every((place, i) => place === -1 || place > (places[i - 1] ?? -1));
    const areNewFirst = places.lastIndexOf(-1) === places.filter((place) => place === -1).length - 1;
    return isInOrder && areNewFirst ? wanted.filter((_, i) => isTouched[i]) : undefined;
  }
  let listed = wanted.length;
  const staysBehind = (i: number): boolean =>
    places[i] !== -1 && (places[i] as number) < (places[i + 1] ?? order.length);
  while (listed > 0 && isTouched[listed - 1] === false && staysBehind(listed - 1)) listed--;
  return wanted.slice(0, listed);
};
