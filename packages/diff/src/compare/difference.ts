import { isCustomDefinition, type SchemaNode } from '@wildermesser/manifest';
import type { FieldChange } from '../model/field-change.ts';
import type { FieldPath } from '../model/field-path.ts';
import type { Json, JsonMap } from '../model/json.ts';
import type { Pair } from './align.ts';
import { type Definitions, fieldNode, resolved } from './canonical.ts';
import { deepEqual } from './deep-equal.ts';
import { entryField } from './entry-field.ts';
import { fieldOf } from './field-of.ts';
import { isMap } from './is-map.ts';
import { listKind } from './list-kind.ts';
import { isReordered, pairEntries } from './pair-entries.ts';
import { textChanges } from './text-changes.ts';
import { changeAt, type Values } from './values.ts';

/** Where a value stands: its schema, and the definition and field that hold it. */
interface Spot {
  readonly path: FieldPath;
  readonly node: SchemaNode | undefined;
  readonly owner: string | undefined;
  readonly field: string;
}

const childOf = (value: Json | undefined, key: string): Json | undefined =>
  isMap(value) ? fieldOf(value, key) : undefined;
const itemOf = (value: Json | undefined, index: number | undefined): Json | undefined =>
  Array.isArray(value) && index !== undefined ? (value as readonly Json[])[index] : undefined;

const octalFields = new Set(['defaultMode', 'mode']);
const octal = (value: Json | undefined): string =>
  typeof value === 'number' ? `0${value.toString(8)}` : String(value);

const noteOf = ({ base, head, written }: Values, field: string): string | undefined => {
  if (octalFields.has(field)) return `${octal(base)} → ${octal(head)}`;
  if (written.base === undefined && base !== undefined) return 'the value before is the default';
  if (written.head === undefined && head !== undefined) return 'the value after is the default';
  return undefined;
};

/** Finds all fields that differ between two canonical values, by the schema that both follow. */
export const differences = (
  values: Values,
  root: SchemaNode | undefined,
  catalog: Definitions,
): readonly FieldChange[] => {
  const changes: FieldChange[] = [];

  const compare = (each: Values, spot: Spot): void => {
    const { base, head, written } = each;
    // What nobody wrote follows from another field that somebody did.
    if (written.base === undefined && written.head === undefined && spot.path.length > 0) return;
    if (deepEqual(base, head)) return;
    if (isMap(base) && isMap(head)) {
      const isFilledIn = (map: JsonMap, side: Json | undefined): boolean =>
        side === undefined && Object.keys(map).length === 0;
      if (isFilledIn(base, written.base)) changes.push(changeAt(spot.path, { ...each, base: undefined }));
      else if (isFilledIn(head, written.head)) changes.push(changeAt(spot.path, { ...each, head: undefined }));
      else compareMaps(base, head, each, spot);
    } else if (Array.isArray(base) && Array.isArray(head)) {
      compareLists(base, head, each, spot);
    } else if (typeof base === 'string' && typeof head === 'string') {
      const isCustom = spot.owner === undefined || isCustomDefinition(spot.owner);
      const { path, field } = spot;
      changes.push(...textChanges({ ...each, base, head }, { path, field, isCustom }, compareData));
    } else changes.push(changeAt(spot.path, each, noteOf(each, spot.field)));
  };

  const compareMaps = (base: JsonMap, head: JsonMap, { written }: Values, { path, node: ref }: Spot): void => {
    const { node, definition } = resolved(ref, catalog);
    for (const key of new Set([...Object.keys(base), ...Object.keys(head)])) {
      const inner = {
        base: fieldOf(base, key),
        head: fieldOf(head, key),
        written: { base: childOf(written.base, key), head: childOf(written.head, key) },
      };
      compare(inner, { path: [...path, key], node: fieldNode(node, key), owner: definition, field: key });
    }
  };

  const compareLists = (base: readonly Json[], head: readonly Json[], { written }: Values, spot: Spot): void => {
    const { node } = resolved(spot.node, catalog);
    const { keys, ordered } = listKind(spot.owner, spot.field, node, base, head);
    const compareEntry = (pair: Pair, segment: FieldPath[number]): void => {
      const entry = {
        base: itemOf(base, pair.base),
        head: itemOf(head, pair.head),
        written: { base: itemOf(written.base, pair.base), head: itemOf(written.head, pair.head) },
      };
      compare(entry, { path: [...spot.path, segment], node: node.items, owner: undefined, field: '' });
    };
    const pairs = pairEntries(base, head, keys, ordered);
    for (const pair of pairs) {
      const item = itemOf(base, pair.base) ?? itemOf(head, pair.head) ?? null;
      if (keys !== undefined && isMap(item)) {
        const present = keys.flatMap((key) => {
          const value = entryField(item, key);
          return value === undefined ? [] : [[key, value] as const];
        });
        compareEntry(pair, { by: 'key', keys: Object.fromEntries(present) });
      } else if (!isMap(item) && !Array.isArray(item) && (pair.base === undefined || pair.head === undefined)) {
        compareEntry(pair, { by: 'value', value: item });
      } else compareEntry(pair, { by: 'index', index: pair.head ?? pair.base ?? 0 });
    }
    if (ordered && isReordered(pairs)) changes.push({ path: spot.path, kind: 'reordered' });
  };

  compare(values, { path: [], node: root, owner: undefined, field: '' });
  return changes;
};

const noSchema: Definitions = { definition: () => undefined };

/** Compares what stands within a text. */
const compareData = (base: Json, head: Json): readonly FieldChange[] =>
  differences({ base, head, written: { base, head } }, undefined, noSchema);
