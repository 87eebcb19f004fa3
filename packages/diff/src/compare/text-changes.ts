import type { FieldChange } from '../model/field-change.ts';
import type { FieldPath } from '../model/field-path.ts';
import type { Json } from '../model/json.ts';
import { certificateNote } from './certificate.ts';
import { isSameDuration } from './duration.ts';
import { embeddedPair } from './embedded.ts';
import { changeAt, type Values } from './values.ts';

/** Where a text stands. */
interface TextSpot {
  readonly path: FieldPath;
  readonly field: string;
  /** In an object whose schema does not say what the text means. */
  readonly isCustom: boolean;
}

const durationNames = /duration|interval|timeout|period|renewbefore|ttl|retention|delay|age$|^for$/i;

/** Compares two values that no schema describes. */
type CompareData = (base: Json, head: Json) => readonly FieldChange[];

/** Beyond this many changes within one text it is shown as a text. */
const embeddedLimit = 200;

const embeddedChanges = (
  values: Values & { base: string; head: string },
  path: FieldPath,
  field: string,
  compareData: CompareData,
) => {
  const pair = embeddedPair(values.base, values.head, field);
  if (pair === undefined) return undefined;
  const [base, head] = pair.map(({ value }) => value) as [Json, Json];
  const found = compareData(base, head);
  if (found.length > embeddedLimit) return undefined;
  if (found.length === 0) {
    const note = `the ${pair[0].format} says the same; only comments, order or layout differ`;
    return [changeAt(path, values, note)];
  }
  const within: FieldPath = [...path, { by: 'text', format: pair[0].format }];
  return found.map((change): FieldChange => ({ ...change, path: [...within, ...change.path] }));
};

/** What differs between two texts: fields within them where they hold data, facts where they hold a certificate. */
export const textChanges = (
  values: Values & { readonly base: string; readonly head: string },
  { path, field, isCustom }: TextSpot,
  compareData: CompareData,
): readonly FieldChange[] => {
  const { base, head, written } = values;
  if (isCustom && durationNames.test(field) && isSameDuration(base, head)) return [];
  const certificate = certificateNote(pemOf(base), pemOf(head));
  if (certificate !== undefined) return [changeAt(path, values, certificate)];
  const embedded = embeddedChanges(values, path, field, compareData);
  if (embedded !== undefined) return embedded;
  const isDefault = written.base === undefined ? 'before' : written.head === undefined ? 'after' : undefined;
  return [changeAt(path, values, isDefault && `the value ${isDefault} is the default`)];
};

/** The text itself, or what it is in base64 when that begins like a certificate. */
const pemOf = (text: string): string =>
  text.startsWith('LS0tLS1CRUdJTi') ? Buffer.from(text, 'base64').toString('latin1') : text;
