import type { Json } from '@wildermesser/manifest/template';
import type { DocTag } from '../values-schema/doc-comment.ts';
import { describe, type Place, type Reading, type ReadTag } from '../values-schema/place.ts';
import { isList, refName, type Schema, schemasIn, typesOf } from '../values-schema/schema.ts';
import { celName } from './cel-name.ts';
import { type CelRule, readRule } from './cel-rule.ts';
import { type RuleTags, withRules } from './rule-list.ts';

/** What a tag adds to a schema, or what is wrong with it. */
type Added = Schema | { readonly fault: string; readonly advice: string };

type Reader = (schema: Schema, tag: DocTag, whole: Schema, place: Place) => Added;

/** Mark of fields by which objects can be selected; no keyword of a schema, and taken out again. */
export const selectableMark = 'selectable';

/** Mark of fields that may be set once; no keyword of a schema, and taken out again. */
export const immutableMark = 'immutable';

const has = (schema: Schema, type: string): boolean => typesOf(schema).includes(type);

const oneOf =
  (keyword: string, type: string, words: readonly string[]): Reader =>
  (schema, { text }, whole) => {
    if (!has(whole, type))
      return { fault: `stands on no ${type === 'array' ? 'list' : type}`, advice: `put it on one` };
    if (!words.includes(text)) return { fault: `\`${text}\` is unknown`, advice: `use ${words.join(', ')}` };
    return { ...schema, [keyword]: text };
  };

const count =
  (keyword: string): Reader =>
  (schema, { text }, whole) => {
    if (!has(whole, 'object')) return { fault: 'stands on no object', advice: 'put it on a Record' };
    if (!/^[0-9]+$/.test(text)) return { fault: 'is no count', advice: 'write a whole number after it' };
    return { ...schema, [keyword]: Number(text) };
  };

const mapKey: Reader = (schema, { text }, whole) => {
  if (!has(whole, 'array')) return { fault: 'stands on no list', advice: 'put it on one' };
  if (text === '') return { fault: 'names no field', advice: 'write the field of the items that tells them apart' };
  const before = schema['x-kubernetes-list-map-keys'];
  return { ...schema, 'x-kubernetes-list-map-keys': [...(isList(before) ? before : []), ...text.split(/[\s,]+/)] };
};

const flag =
  (keyword: string): Reader =>
  (schema) => ({ ...schema, [keyword]: true });

/** How many of some fields may be there, as a rule of CEL. */
const fieldCount =
  (comparison: string, words: string): Reader =>
  (schema, { text }, whole) => {
    const fields = text.split(/[\s,]+/).filter((field) => field !== '');
    const known = schemasIn(whole, 'properties').map(([name]) => name);
    const odd = fields.find((field) => !known.includes(field));
    if (odd !== undefined)
      return { fault: `names \`${odd}\`, which the type has not`, advice: `use ${known.join(', ')}` };
    if (fields.length < 2)
      return { fault: 'names less than two fields', advice: 'name the optional fields of the type' };
    const present = fields.map((field) => `has(self.${celName(field) ?? field})`).join(', ');
    const rule: CelRule = {
      rule: `[${present}].filter(x, x).size() ${comparison} 1`,
      message: `${words} one of ${fields.join(', ')} must be set`,
    };
    return withRules(schema, [rule]);
  };

const readers = new Map<string, Reader>([
  ['listType', oneOf('x-kubernetes-list-type', 'array', ['atomic', 'set', 'map'])],
  ['listMapKey', mapKey],
  ['mapType', oneOf('x-kubernetes-map-type', 'object', ['granular', 'atomic'])],
  ['minProperties', count('minProperties')],
  ['maxProperties', count('maxProperties')],
  ['preserveUnknownFields', flag('x-kubernetes-preserve-unknown-fields')],
  ['embeddedResource', flag('x-kubernetes-embedded-resource')],
  ['selectable', flag(selectableMark)],
  ['immutable', flag(immutableMark)],
  ['title', (schema, { text }) => ({ ...schema, title: text })],
  ['exactlyOneOf', fieldCount('==', 'exactly')],
  ['atMostOneOf', fieldCount('<=', 'at most')],
  ['atLeastOneOf', fieldCount('>=', 'at least')],
  [
    'rule',
    (schema, { text }) => {
      const read = readRule(text);
      return 'rule' in read ? withRules(schema, [read.rule]) : read;
    },
  ],
]);

/** A schema with what the definition that it refers to says. */
const resolved = (schema: Schema, { definitions }: Reading): Schema => {
  const name = refName(schema);
  return name === undefined ? schema : { ...definitions.get(name), ...schema };
};

/** Reads the tags that mean something to a custom resource alone, and remembers which tag each rule comes from. */
export const readResourceTags =
  (ruleTags: RuleTags): ReadTag =>
  (schema, tag, place, reading) => {
    const reader = readers.get(tag.name);
    if (reader === undefined) return undefined;
    const added = reader(schema, tag, resolved(schema, reading), place);
    if (typeof added.fault === 'string' && typeof added.advice === 'string') {
      const message = `\`@${tag.name}\` of ${describe(place)} ${added.fault}`;
      const field = place.path === '' ? {} : { field: place.path };
      reading.report({ code: 'wrong-tag', message, advice: added.advice, ...field }, tag.node, tag.line);
      return schema;
    }
    const rules = (added as Schema)['x-kubernetes-validations'];
    for (const rule of isList(rules) ? rules : ([] as readonly Json[]))
      if (!ruleTags.has(rule)) ruleTags.set(rule, tag);
    return added as Schema;
  };
