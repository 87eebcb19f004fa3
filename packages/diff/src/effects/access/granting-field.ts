import type { FieldChange } from '../../model/field-change.ts';
import type { FieldPath } from '../../model/field-path.ts';
import { changeOf } from '../reading/changed-fields.ts';

/** The first change of a role or a binding that grants something. */
export const grantingField = (fields: readonly FieldChange[]): FieldPath | undefined =>
  changeOf(fields, 'rules', 'roleRef', 'subjects', 'aggregationRule', 'metadata.labels')?.path;
