import type { Manifest } from '@wildermesser/manifest';
import { type FieldChange, sameMeaning } from '../model/field-change.ts';
import type { Json, JsonMap } from '../model/json.ts';
import { canonicalObject, type Kinds, objectNode } from './canonical.ts';
import { declaredFields } from './declared-fields.ts';
import { deepEqual } from './deep-equal.ts';
import { differences } from './difference.ts';
import { isSecret, secretChanges } from './secret-changes.ts';

/** The two catalogs that a pair of objects is read by: each side brings its own CustomResourceDefinitions. */
export interface Catalogs {
  readonly base: Kinds;
  readonly head: Kinds;
}

/** What differs between two objects. */
export interface Compared {
  readonly fields: readonly FieldChange[];
  /** Nothing differs for the cluster, but the text does: `fields` say where, and why it makes no difference. */
  readonly textOnly: boolean;
}

const same: Compared = { fields: [], textOnly: false };

const withoutValues = ({ data: _, stringData: __, ...rest }: JsonMap): JsonMap => rest;

const identityFields = (change: FieldChange): boolean =>
  change.path.length === 2 &&
  change.path[0] === 'metadata' &&
  (change.path[1] === 'name' || change.path[1] === 'namespace');

/** What is written differently although the API server makes the same of it. */
const writtenDifferences = (base: JsonMap, head: JsonMap): Compared => {
  const noSchema = { definition: () => undefined };
  const fields = differences({ base, head, written: { base, head } }, undefined, noSchema)
    .filter((change) => !identityFields(change))
    .map((change): FieldChange => ({ ...change, note: sameMeaning }));
  return { fields, textOnly: true };
};

/** Compares two manifests of one object by meaning. Its name and namespace are left to the matching. */
export const compareObjects = (base: Manifest, head: Manifest, catalogs: Catalogs): Compared => {
  if (deepEqual(base as unknown as Json, head as unknown as Json)) return same;
  const secret = isSecret(base) && isSecret(head);
  const prepare = (fields: JsonMap): JsonMap => (secret ? withoutValues(fields) : fields);
  const written = { base: prepare(declaredFields(base)), head: prepare(declaredFields(head)) };
  const canonical = {
    base: prepare(canonicalObject(base, catalogs.base)),
    head: prepare(canonicalObject(head, catalogs.head)),
  };
  const values = { ...canonical, written };
  const fields = [
    ...differences(values, objectNode(head, catalogs.head) ?? objectNode(base, catalogs.base), catalogs.head),
    ...(secret ? secretChanges(base, head) : []),
  ].filter((change) => !identityFields(change));
  return fields.length > 0 ? { fields, textOnly: false } : writtenDifferences(written.base, written.head);
};
