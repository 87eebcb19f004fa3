import type { FieldChange } from '../../model/field-change.ts';
import type { FieldPattern } from '../reading/changed-fields.ts';
import type { ChangedObject } from '../reading/changed-objects.ts';

/** Fields of one kind that an API server refuses to change. */
export interface ImmutableFields {
  readonly group: string;
  readonly kind: string;
  readonly fields: readonly FieldPattern[];
  /** Below `fields`, what may change all the same. */
  readonly except?: readonly FieldPattern[];
  /** The change is refused only if this holds. Default: always. */
  readonly when?: (object: ChangedObject, field: FieldChange) => boolean;
}

/** Rows of one kind. */
export const ofKind = (
  group: string,
  kind: string,
  ...rows: readonly Omit<ImmutableFields, 'group' | 'kind'>[]
): readonly ImmutableFields[] => rows.map((row) => ({ group, kind, ...row }));
