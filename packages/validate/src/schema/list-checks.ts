import type { SchemaNode } from '@wildermesser/manifest';
import { type Check, isFields, locate, report } from './fault.ts';

/** JSON has no text for a bigint, which no file holds, but a program may. */
const valueText = (value: unknown): string =>
  typeof value === 'bigint'
    ? String(value)
    : JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? String(part) : part));

/** Nothing may be listed twice in a set. */
const distinctItems: Check = (value, faults) => {
  const items = value as readonly unknown[];
  if (items.length < 2) return;
  const seen = new Set<unknown>();
  for (const [position, item] of items.entries()) {
    const key = typeof item === 'object' ? valueText(item) : item;
    if (seen.has(key)) {
      const before = faults.length;
      report(faults, 'duplicate-item', 'the item is in this list before', 'remove one of the two');
      locate(faults, before, position);
    }
    seen.add(key);
  }
};

/** The keys of a list that is a map, each with what a missing one means. */
export type MapKeys = readonly { readonly name: string; readonly missing: unknown }[];

/** Up to here, comparing every two items is cheaper than a map of their keys. */
const fewItems = 8;

const sameKeys = (left: unknown, right: unknown, keys: MapKeys): boolean => {
  if (!isFields(left) || !isFields(right)) return false;
  let isKeyed = false;
  for (const { name, missing } of keys) {
    const value = left[name] ?? missing;
    if (value !== (right[name] ?? missing)) return false;
    isKeyed ||= value !== undefined;
  }
  return isKeyed;
};

/** The value of a single key as it is, which most lists have; otherwise a text of all values. */
const keyOf = (item: unknown, keys: MapKeys): unknown => {
  if (!isFields(item)) return undefined;
  const first = keys[0];
  const single = keys.length === 1 && first !== undefined ? (item[first.name] ?? first.missing) : null;
  if (typeof single !== 'object') return single;
  const values = keys.map(({ name, missing }) => item[name] ?? missing);
  return values.every((value) => value === undefined) ? undefined : values.map(valueText).join(', ');
};

/** For each item that repeats the keys of one before it: its position and that of the first. */
const repeatedKeys = (items: readonly unknown[], keys: MapKeys): [number, number][] => {
  const repeated: [number, number][] = [];
  if (items.length <= fewItems) {
    for (let position = 1; position < items.length; position++) {
      for (let first = 0; first < position; first++) {
        if (!sameKeys(items[first], items[position], keys)) continue;
        repeated.push([position, first]);
        break;
      }
    }
    return repeated;
  }
  const seen = new Map<unknown, number>();
  for (let position = 0; position < items.length; position++) {
    const key = keyOf(items[position], keys);
    const first = key === undefined ? undefined : seen.get(key);
    if (first !== undefined) repeated.push([position, first]);
    else if (key !== undefined) seen.set(key, position);
  }
  return repeated;
};

/** The values of the keys for the reader: `"http"`, `8080, "TCP"`. */
const keyText = (item: unknown, keys: MapKeys): string =>
  keys
    .map(({ name, missing }) => (isFields(item) ? item[name] : undefined) ?? missing)
    .filter((value) => value !== undefined)
    .map(valueText)
    .join(', ');

/** Two items of a map with the same keys: server-side apply refuses them, strategic merge loses one. */
const distinctKeys = (keys: MapKeys): Check => {
  const names = keys.map(({ name }) => name).join(' and ');
  return (value, faults) => {
    const items = value as readonly unknown[];
    if (items.length < 2) return;
    for (const [position, first] of repeatedKeys(items, keys)) {
      const message = `the item has the same ${names} as item ${first} of this list: ${keyText(items[first], keys)}`;
      const before = faults.length;
      report(faults, 'duplicate-key', message, 'merge the two, or rename one');
      locate(faults, before, position);
    }
  };
};

/** What a list must satisfy beyond each of its items. */
export const listRules = (node: SchemaNode, keys: MapKeys): Check[] => {
  const { minItems, maxItems } = node;
  const rules: Check[] = [];
  if (minItems !== undefined) {
    rules.push((value, faults) => {
      if ((value as unknown[]).length < minItems)
        report(faults, 'out-of-range', `the list must have at least ${minItems} items`);
    });
  }
  if (maxItems !== undefined) {
    rules.push((value, faults) => {
      if ((value as unknown[]).length > maxItems)
        report(faults, 'out-of-range', `the list must have at most ${maxItems} items`);
    });
  }
  if (node.uniqueItems || node['x-kubernetes-list-type'] === 'set') rules.push(distinctItems);
  if (node['x-kubernetes-list-type'] === 'map' && keys.length > 0) rules.push(distinctKeys(keys));
  return rules;
};
