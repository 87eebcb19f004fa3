import type { FieldChange } from '../../model/field-change.ts';
import type { World } from '../../model/rule.ts';
import { type FieldPattern, isWithin, leavesOf, touches } from '../reading/changed-fields.ts';
import type { ChangedObject } from '../reading/changed-objects.ts';
import type { ImmutableFields } from './immutable-fields.ts';
import { immutableNetwork } from './network.ts';
import { immutableSettings } from './settings.ts';
import { immutableStorage } from './storage.ts';
import { frozenFields } from './transition-rules.ts';
import { immutableWorkloads } from './workloads.ts';

/** All rows, in no particular order. */
export const immutableTable: readonly ImmutableFields[] = [
  ...immutableWorkloads,
  ...immutableStorage,
  ...immutableNetwork,
  ...immutableSettings,
];

/** A change that an API server refuses. */
export interface Refusal {
  readonly change: FieldChange;
  /** Why: `definition` when the kind's own definition freezes the field. */
  readonly by: 'kind' | 'definition';
}

const rowsByKind = Map.groupBy(immutableTable, ({ group, kind }) => `${group}/${kind}`);

const isRefused = (row: ImmutableFields, object: ChangedObject, field: FieldChange): boolean =>
  row.fields.some((pattern) => touches(field, pattern)) &&
  !(row.except ?? []).some((pattern) => isWithin(field, pattern)) &&
  (row.when === undefined || row.when(object, field));

/** The changes of an object that an API server refuses, at most one for each field below `spec` or the top. */
export const refusalsOf = (world: World, object: ChangedObject): readonly Refusal[] => {
  const { group, kind } = object.head.identity;
  const rows = rowsByKind.get(`${group}/${kind}`) ?? [];
  const frozen: readonly FieldPattern[] = rows.length > 0 ? [] : frozenFields(world, object.head);
  const refusals = object.fields.flatMap((change): readonly Refusal[] => {
    if (leavesOf(change).some((leaf) => rows.some((row) => isRefused(row, object, leaf))))
      return [{ change, by: 'kind' }];
    return frozen.some((pattern) => touches(change, pattern)) ? [{ change, by: 'definition' }] : [];
  });
  const firsts = new Map<string, Refusal>();
  for (const refusal of refusals) {
    const [first, second] = refusal.change.path;
    const key = JSON.stringify(first === 'spec' ? [first, second] : [first]);
    if (!firsts.has(key)) firsts.set(key, refusal);
  }
  return [...firsts.values()];
};
