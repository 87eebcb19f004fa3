import type { FieldChange } from '../../model/field-change.ts';
import type { ChangedObject } from '../reading/changed-objects.ts';

const opposite = { added: 'removed', removed: 'added', changed: 'changed', reordered: 'reordered' } as const;

const reversedField = ({ before, after, ...field }: FieldChange): FieldChange => ({
  ...field,
  kind: opposite[field.kind],
  ...(after === undefined ? {} : { before: after }),
  ...(before === undefined ? {} : { after: before }),
});

/** The change that would take this one back. */
export const reversed = ({ base, head, fields }: ChangedObject): ChangedObject => ({
  base: head,
  head: base,
  fields: fields.map(reversedField),
});
