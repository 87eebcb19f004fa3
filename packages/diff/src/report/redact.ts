import { entryField } from '../compare/entry-field.ts';
import { fieldOf } from '../compare/field-of.ts';
import { isMap } from '../compare/is-map.ts';
import { withoutSecrets } from '../compare/secret-changes.ts';
import type { FieldChange } from '../model/field-change.ts';
import type { FieldPath, PathSegment } from '../model/field-path.ts';
import type { Json, JsonMap } from '../model/json.ts';
import type { SideObject } from '../model/side.ts';

const indexOfEntry = (list: readonly Json[], segment: Exclude<PathSegment, string>): number => {
  switch (segment.by) {
    case 'index':
      return segment.index;
    case 'value':
      return list.findIndex((entry) => JSON.stringify(entry) === JSON.stringify(segment.value));
    case 'key':
      return list.findIndex(
        (entry) =>
          isMap(entry) && Object.entries(segment.keys).every(([key, value]) => entryField(entry, key) === value),
      );
    case 'text':
      return -1;
  }
};

/** Puts `text` where a path leads; where the path cannot be followed it stands in place of what was found last. */
const hideAt = (value: Json, path: FieldPath, text: string): Json => {
  const [segment, ...rest] = path;
  if (segment === undefined) return text;
  if (typeof segment === 'string') {
    if (!isMap(value)) return text;
    const inner = fieldOf(value, segment);
    return inner === undefined ? value : { ...value, [segment]: hideAt(inner, rest, text) };
  }
  if (!Array.isArray(value)) return text;
  const at = indexOfEntry(value, segment);
  return value.map((entry: Json, i) => (i === at ? hideAt(entry, rest, text) : entry));
};

/** `data` of a Secret is where a change of `stringData` is reported, too. */
const placesOf = (path: FieldPath): readonly FieldPath[] =>
  path[0] === 'data' ? [path, ['stringData', ...path.slice(1)]] : [path];

/**
 * A manifest as it may be shown: values of Secrets, and of fields that the comparison found to be secret, are replaced.
 * On the head those that differ say so, so that the two sides can still be laid beside each other.
 */
export const shownManifest = (
  { manifest }: SideObject,
  fields: readonly FieldChange[],
  side: 'base' | 'head',
): JsonMap => {
  const text = side === 'head' ? '(secret, differs)' : '(secret)';
  const start: Json = withoutSecrets(manifest) as unknown as JsonMap;
  const shown = fields
    .filter(({ secret }) => secret === true)
    .flatMap(({ path }) => placesOf(path))
    .reduce<Json>((value, path) => hideAt(value, path, text), start);
  return isMap(shown) ? shown : {};
};
