import type { Json } from '../model/json.ts';
import { align, type Pair } from './align.ts';
import { isMap } from './is-map.ts';
import { jsonKey } from './json-key.ts';
import { entryKey } from './list-kind.ts';

/** Whether entries that are on both sides stand in another order. */
export const isReordered = (pairs: readonly Pair[]): boolean => {
  const heads = pairs.filter((pair) => pair.base !== undefined && pair.head !== undefined);
  const sorted = [...heads].sort((a, b) => (a.base ?? 0) - (b.base ?? 0));
  return sorted.some((pair, index) => index > 0 && (pair.head ?? 0) < (sorted[index - 1]?.head ?? 0));
};

const byKey = (base: readonly string[], head: readonly string[]): readonly Pair[] => {
  const places = new Map<string, number[]>();
  for (const [index, key] of head.entries()) places.set(key, [...(places.get(key) ?? []), index]);
  const taken = new Set<number>();
  const pairs: Pair[] = base.map((key, index) => {
    const found = places.get(key)?.shift();
    if (found === undefined) return { base: index };
    taken.add(found);
    return { base: index, head: found };
  });
  return [...pairs, ...head.flatMap((_, index) => (taken.has(index) ? [] : [{ head: index }]))];
};

/** Whether two lists hold the same, in whatever order. */
const isShuffled = (a: readonly string[], b: readonly string[]): boolean => {
  if (a.length !== b.length) return false;
  const left = new Map<string, number>();
  for (const key of a) left.set(key, (left.get(key) ?? 0) + 1);
  return b.every((key) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count > 0;
  });
};

/** Which entries of two lists are the same: by their keys, else by value, else by place. */
export const pairEntries = (
  base: readonly Json[],
  head: readonly Json[],
  keys: readonly string[] | undefined,
  ordered: boolean,
): readonly Pair[] => {
  if (keys !== undefined) {
    const keyOf = (item: Json): string => entryKey(item, keys) ?? '';
    return byKey(base.map(keyOf), head.map(keyOf));
  }
  const [old, now] = [base.map(jsonKey), head.map(jsonKey)];
  if (isShuffled(old, now)) return byKey(old, now);
  if (ordered) return align(old, now);
  return pairLeftovers(byKey(old, now), base, head);
};

/** Entries of maps that are left on both sides are taken for each other in their order; scalars stay apart. */
const pairLeftovers = (pairs: readonly Pair[], base: readonly Json[], head: readonly Json[]): readonly Pair[] => {
  const isWhole = ({ base: old, head: now }: Pair): boolean => old !== undefined && now !== undefined;
  const removed = pairs.filter((pair) => pair.head === undefined && isMap(base[pair.base ?? -1]));
  const added = pairs.filter((pair) => pair.base === undefined && isMap(head[pair.head ?? -1]));
  const count = Math.min(removed.length, added.length);
  const joined = Array.from({ length: count }, (_, index) => ({ ...removed[index], ...added[index] }));
  const used = new Set<Pair>([...removed.slice(0, count), ...added.slice(0, count)]);
  return [...pairs.filter(isWhole), ...joined, ...pairs.filter((pair) => !isWhole(pair) && !used.has(pair))];
};
