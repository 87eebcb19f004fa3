import type { Manifest } from '@wildermesser/manifest';
import type { FieldChange } from '../model/field-change.ts';
import type { Json } from '../model/json.ts';
import { certificateNote } from './certificate.ts';
import { isMap } from './is-map.ts';

/** Whether an object is a Secret of the core group. */
export const isSecret = ({ apiVersion, kind }: Manifest): boolean => apiVersion === 'v1' && kind === 'Secret';

const fieldOf = (manifest: Manifest, key: string): Readonly<Record<string, Json>> => {
  const value = (manifest as unknown as Record<string, Json>)[key];
  return isMap(value) ? value : {};
};

/** The values of a Secret as the API server keeps them: `stringData` goes over `data`. */
const valuesOf = (manifest: Manifest): ReadonlyMap<string, Buffer> => {
  const values = new Map<string, Buffer>();
  for (const [key, value] of Object.entries(fieldOf(manifest, 'data')))
    values.set(key, Buffer.from(typeof value === 'string' ? value : '', 'base64'));
  for (const [key, value] of Object.entries(fieldOf(manifest, 'stringData')))
    values.set(key, Buffer.from(typeof value === 'string' ? value : String(value)));
  return values;
};

const noteOf = (before: Buffer | undefined, after: Buffer | undefined): string | undefined =>
  certificateNote(before?.toString('latin1'), after?.toString('latin1'));

/** Which values of a Secret differ, and never what they are. */
export const secretChanges = (base: Manifest, head: Manifest): readonly FieldChange[] => {
  const [old, now] = [valuesOf(base), valuesOf(head)];
  const changes: FieldChange[] = [];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const [before, after] = [old.get(key), now.get(key)];
    if (before !== undefined && after !== undefined && before.equals(after)) continue;
    const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    const note = noteOf(before, after);
    changes.push({ path: ['data', key], kind, secret: true, ...(note === undefined ? {} : { note }) });
  }
  return changes;
};

const redacted = '(secret)';

const redactedMap = (value: Json): Json =>
  isMap(value) ? Object.fromEntries(Object.keys(value).map((key) => [key, redacted])) : redacted;

/** A Secret without its values, and without the annotation in which kubectl repeats them; any other object as it is. */
export const withoutSecrets = (manifest: Manifest): Manifest => {
  if (!isSecret(manifest)) return manifest;
  const { data, stringData, ...rest } = manifest as unknown as Record<string, Json>;
  const metadata = isMap(rest.metadata) ? rest.metadata : {};
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...annotations } = isMap(metadata.annotations)
    ? metadata.annotations
    : {};
  return {
    ...rest,
    metadata: 'annotations' in metadata ? { ...metadata, annotations } : metadata,
    ...(data === undefined || data === null ? {} : { data: redactedMap(data) }),
    ...(stringData === undefined || stringData === null ? {} : { stringData: redactedMap(stringData) }),
  } as unknown as Manifest;
};
