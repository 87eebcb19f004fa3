import type { FieldChange } from '../model/field-change.ts';
import type { FieldPath } from '../model/field-path.ts';
import type { Json } from '../model/json.ts';
import { noiseAt } from './noise.ts';

/** One value on both sides: as the API server keeps it, and as it is written. */
export interface Values {
  readonly base: Json | undefined;
  readonly head: Json | undefined;
  readonly written: { readonly base: Json | undefined; readonly head: Json | undefined };
}

/** One change at a field. */
export const changeAt = (path: FieldPath, values: Values, note?: string): FieldChange => {
  const { base, head, written } = values;
  const kind = base === undefined ? 'added' : head === undefined ? 'removed' : 'changed';
  const noise = noiseAt(path);
  return {
    path,
    kind,
    ...(base === undefined ? {} : { before: written.base ?? base }),
    ...(head === undefined ? {} : { after: written.head ?? head }),
    ...(noise === undefined ? {} : { noise }),
    ...(note === undefined ? {} : { note }),
  };
};
