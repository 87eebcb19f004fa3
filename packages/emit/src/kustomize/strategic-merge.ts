import { compareBytes, writeYaml } from '@wildermesser/manifest';
import { isDistinct, itemsToList, type KeyedList, keyedList, keysOf } from './keyed-list.ts';
import { type KustomizeCatalog, type SchemaPlace, schemaPlace } from './list-rule.ts';
import { isList, isMap, isSame, mapOf, type Plain, type PlainMap, valueAt } from './plain-value.ts';

/** Keys that Kustomize takes for orders instead of data, and the empty key, at which it fails. */
const isSpecial = (key: string): boolean =>
  /^(?:$|\$(?:patch$|retainKeys$|setElementOrder\/|deleteFromPrimitiveList\/))/.test(key);

/** Whether `value` survives a merge that says nothing about it: Kustomize drops items that are there twice by their key. */
const isLasting = (value: Plain, place: SchemaPlace): boolean => {
  if (isMap(value))
    return Object.entries(value).every(([key, item]) => !isSpecial(key) && isLasting(item, place.field(key)));
  if (!isList(value)) return true;
  const rule = place.listRule();
  if (rule.type === 'atomic') return true;
  return isDistinct(value, rule.keys) && value.every((item) => isLasting(item, place.items()));
};

/** Whether Kustomize takes over `value` as it is when a patch adds it where nothing was. */
const isFaithful = (value: Plain, place: SchemaPlace): boolean => {
  if (value === null) return false;
  if (isList(value)) {
    const rule = place.listRule();
    if (rule.type === 'unknown') return false;
    if (rule.type === 'keyed' && keyedList(value, rule.keys) === undefined) return false;
    return value.every((item) => isFaithful(item, place.items()));
  }
  if (!isMap(value)) return true;
  return Object.entries(value).every(([key, item]) => !isSpecial(key) && isFaithful(item, place.field(key)));
};

/** The shortest of the patches that say the change; of equal ones the first. */
const shortest = (candidates: readonly (Plain | undefined)[]): Plain | undefined => {
  const texts = candidates.flatMap((patch) => (patch === undefined ? [] : [{ patch, size: writeYaml(patch).length }]));
  return texts.reduce<(typeof texts)[number] | undefined>(
    (best, other) => (best === undefined || other.size < best.size ? other : best),
    undefined,
  )?.patch;
};

/** What says `wanted` where `base` is; the two differ. Undefined when no strategic merge can say it. */
const valuePatch = (base: Plain, wanted: Plain, place: SchemaPlace): Plain | undefined => {
  if (isMap(base) && isMap(wanted)) {
    const replacement = { ...wanted, $patch: 'replace' };
    const canReplace = place.isReplaceable && Object.keys(wanted).length > 0 && isFaithful(wanted, place);
    return shortest([mapPatch(base, wanted, place), canReplace ? replacement : undefined]);
  }
  if (isList(base) && isList(wanted)) return listPatch(base, wanted, place);
  // Kustomize writes the new value the way the old one was: a number in the quotes of a string.
  return wanted !== null && typeof wanted !== 'object' && typeof base === typeof wanted ? wanted : undefined;
};

const mapPatch = (base: PlainMap, wanted: PlainMap, place: SchemaPlace): PlainMap | undefined => {
  const patch: [string, Plain][] = [];
  for (const key of [...new Set([...Object.keys(base), ...Object.keys(wanted)])].sort(compareBytes)) {
    const [before, after] = [valueAt(base, key), valueAt(wanted, key)];
    if (isSame(before, after)) continue;
    if (isSpecial(key)) return undefined;
    if (after === undefined) {
      patch.push([key, null]);
      continue;
    }
    if (before === undefined && !isFaithful(after, place.field(key))) return undefined;
    const value = before === undefined ? after : valuePatch(before, after, place.field(key));
    if (value === undefined) return undefined;
    patch.push([key, value]);
  }
  return mapOf(patch);
};

const listPatch = (base: readonly Plain[], wanted: readonly Plain[], place: SchemaPlace): Plain | undefined => {
  const rule = place.listRule();
  if (rule.type === 'unknown' || !isFaithful(wanted, place)) return undefined;
  if (rule.type === 'atomic') return wanted;
  const [before, after] = [keyedList(base, rule.keys), keyedList(wanted, rule.keys)];
  if (before === undefined || after === undefined || base.length === 0 || wanted.length === 0) return undefined;
  if (before.keys.length !== after.keys.length) return undefined;
  return shortest([keyedPatch(before, after, place.items()), [...wanted, { $patch: 'replace' }]]);
};

const keyedPatch = (before: KeyedList, after: KeyedList, place: SchemaPlace): Plain | undefined => {
  const listed = itemsToList(before, after);
  if (listed === undefined) return undefined;
  const patch: Plain[] = [];
  for (const [id, item] of listed) {
    const old = before.items.get(id);
    const change = old === undefined ? item : mapPatch(old, item, place);
    if (change === undefined) return undefined;
    patch.push({ ...keysOf(after, item), ...change });
  }
  for (const [id, item] of before.items)
    if (!after.items.has(id)) patch.push({ ...keysOf(before, item), $patch: 'delete' });
  return patch;
};

/** What names the object that a patch is for. */
export const patchHead = (object: PlainMap): PlainMap => {
  const { name, namespace } = object.metadata as PlainMap;
  const metadata = { name: name as Plain, ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion: object.apiVersion as Plain, kind: object.kind as Plain, metadata };
};

/**
 * The strategic merge patch that makes `wanted` of `base`, an object of the same version, name and namespace. Undefined
 * when a strategic merge as Kustomize 5.8.1 does it cannot: values that are null, types that change, lists whose items
 * cannot be told apart.
 */
export const strategicMerge = (base: PlainMap, wanted: PlainMap, catalog: KustomizeCatalog): PlainMap | undefined => {
  const { apiVersion, kind } = wanted as { readonly apiVersion: string; readonly kind: string };
  const root = schemaPlace(catalog, apiVersion, kind);
  const change = isLasting(base, root) ? mapPatch(base, wanted, root) : undefined;
  if (change === undefined) return undefined;
  const head = patchHead(wanted);
  const metadata = { ...(head.metadata as PlainMap), ...(change.metadata as PlainMap | undefined) };
  return { ...head, ...change, metadata };
};
