import type { Effect } from '../../model/effect.ts';
import type { FieldChange } from '../../model/field-change.ts';
import { fieldText } from '../../model/field-path.ts';
import type { ObjectChange } from '../../model/object-change.ts';
import { reasonOf } from '../effects-of-field.ts';
import { applicationOf } from '../object-words.ts';
import type { Report } from '../report.ts';

/** Of the document and of its schema; a reader of one version reads what is added to it later. */
export const planVersion = 1;

const effectOf = ({ field, ...rest }: Effect): object => ({
  ...rest,
  ...(field === undefined ? {} : { field: fieldText(field) }),
});

const fieldOf = (change: FieldChange, effects: readonly Effect[]): object => {
  const { path, kind, before, after, secret, noise, note, generated } = change;
  const isShown = secret !== true;
  return {
    field: fieldText(path),
    path,
    kind,
    ...(isShown && before !== undefined ? { before } : {}),
    ...(isShown && after !== undefined ? { after } : {}),
    secret,
    noise,
    note,
    reason: reasonOf(change, effects),
    generated,
  };
};

const changeOf = (change: ObjectChange): object => {
  const { verb, identity, severity, base, head, match, fields, effects } = change;
  return {
    verb,
    object: identity,
    application: applicationOf(change),
    severity,
    ...(base !== undefined && head !== undefined
      ? { was: { object: base.identity, application: base.application } }
      : {}),
    match,
    source: head?.source ?? base?.source,
    generated: head?.generated ?? base?.generated,
    fields: fields.map((field) => fieldOf(field, effects)),
    effects: effects.map(effectOf),
  };
};

/**
 * The plan for programs, as `schema/plan.schema.json` describes it. The manifests themselves are not in it: they are in
 * Git, and those of Secrets belong nowhere else.
 */
export const json: Report = ({ changes, effects, ...plan }) => [
  `${JSON.stringify({ version: planVersion, ...plan, changes: changes.map(changeOf), effects: effects.map(effectOf) }, undefined, 2)}\n`,
];
