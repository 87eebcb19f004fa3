import type { Manifest } from '@wildermesser/manifest';
import { declaredFields } from '../compare/declared-fields.ts';
import { isMap } from '../compare/is-map.ts';
import type { Json } from '../model/json.ts';

/** The least share of equal fields with which two objects of different names are taken for one that was renamed. */
export const similarityThreshold = 0.7;

/** Objects with fewer fields than this, labels and annotations not counted, are alike by chance. */
export const fieldsNeeded = 5;

/** An object's own name stands in it in many places, and says nothing about its content. */
const withoutName = (name: string): ((text: string) => string) => {
  if (name === '') return (text) => text;
  const word = new RegExp(`(?<![A-Za-z0-9])${name.replace(/\W/g, '\\$&')}(?![A-Za-z0-9])`, 'g');
  return (text) => (text.includes(name) ? text.replaceAll(word, '\u0000') : text);
};

/** Every field of an object with its value, but for its kind, its metadata and its own name. */
export const leavesOf = (manifest: Manifest): readonly string[] => {
  const { apiVersion: _, kind: __, metadata: ___, ...rest } = declaredFields(manifest);
  const anonymous = withoutName(manifest.metadata.name ?? '');
  const leaves: string[] = [];
  const collect = (value: Json, path: string): void => {
    if (Array.isArray(value)) for (const item of value as readonly Json[]) collect(item, `${path}[]`);
    else if (isMap(value)) for (const [key, child] of Object.entries(value)) collect(child, `${path}.${key}`);
    else leaves.push(`${path}=${anonymous(JSON.stringify(value))}`);
  };
  collect(rest, '');
  return leaves;
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
