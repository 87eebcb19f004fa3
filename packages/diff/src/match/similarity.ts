import type { Manifest } from '@wildermesser/manifest';
import { declaredFields } from '../compare/declared-fields.ts';
import { isMap } from '../compare/is-map.ts';
import type { Json } from '../model/json.ts';

/** The least share of equal fields with which two objects of different names are taken for one that was renamed. */
export const similarityThreshold = 0.7;

/** Objects with fewer fields than this, labels and annotations not counted, are alike by chance. */
export const fieldsNeeded = 5;

const collect = (value: Json, path: string, leaves: string[]): void => {
  if (Array.isArray(value)) for (const item of value as readonly Json[]) collect(item, `${path}[]`, leaves);
  else if (isMap(value)) for (const [key, child] of Object.entries(value)) collect(child, `${path}.${key}`, leaves);
  else leaves.push(`${path}=${JSON.stringify(value)}`);
};

/** Every field of an object with its value, without kind, metadata and the object's own name wherever it stands. */
export const leavesOf = (manifest: Manifest): readonly string[] => {
  const { apiVersion: _, kind: __, metadata: ___, ...rest } = declaredFields(manifest);
  const leaves: string[] = [];
  collect(rest, '', leaves);
  const name = manifest.metadata.name ?? '';
  return name === '' ? leaves : leaves.map((leaf) => leaf.replaceAll(name, '$name'));
};

/** The share of leaves that two objects have in common: twice the common ones over the sum of both. */
export const similarity = (a: readonly string[], b: readonly string[]): number => {
  const counts = new Map<string, number>();
  for (const leaf of a) counts.set(leaf, (counts.get(leaf) ?? 0) + 1);
  let common = 0;
  for (const leaf of b) {
    const left = counts.get(leaf) ?? 0;
    if (left === 0) continue;
    counts.set(leaf, left - 1);
    common++;
  }
  return a.length + b.length === 0 ? 0 : (2 * common) / (a.length + b.length);
};
