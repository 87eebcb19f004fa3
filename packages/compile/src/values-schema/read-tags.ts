import type { Json } from '@wildermesser/manifest/template';
import { type DocTag, meantTag } from './doc-comment.ts';
import { describe, isOfApi, type Place, type Reading } from './place.ts';
import { patternFault } from './re2.ts';
import { type Schema, typesOf } from './schema.ts';

/** The largest integer whose neighbours a double tells apart; Helm and Jsonnet hold numbers as doubles. */
const largestInteger = Number.MAX_SAFE_INTEGER;

/** A `number` of an interface: whole, and as large as all outputs print it alike. */
export const integerSchema: Schema = { type: 'integer', minimum: -largestInteger, maximum: largestInteger };

/** The formats that JSON Schema and Kubernetes name. Readers of the schema show them; Helm does not enforce them. */
const formats = [
  ...['date-time', 'date', 'time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uri-reference', 'uuid'],
  ...['json-pointer', 'regex', 'cidr', 'byte', 'int32', 'int64', 'float', 'double'],
];

/** What the text of a tag means, or a sentence's end that says what is wrong with it. */
type Read = { readonly value: Json } | { readonly fault: string; readonly advice: string };

const number = (text: string): Read =>
  text !== '' && Number.isFinite(Number(text))
    ? { value: Number(text) }
    : { fault: 'is no number', advice: 'write a number after it' };

const safeNumber = (text: string): Read => {
  const read = number(text);
  if (!('value' in read) || Math.abs(Number(read.value)) <= largestInteger) return read;
  return {
    fault: `is beyond ${largestInteger}, where doubles skip integers`,
    advice: 'use a string for larger numbers',
  };
};

const positive = (text: string): Read =>
  Number(text) > 0 ? number(text) : { fault: 'is not above 0', advice: 'write a number above 0 after it' };

const count = (text: string): Read =>
  /^[0-9]+$/.test(text) ? { value: Number(text) } : { fault: 'is no count', advice: 'write a whole number after it' };

const json = (text: string): Read => {
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return { fault: 'is not JSON', advice: 'write JSON after it; a string stands in double quotes' };
  }
};

const flag = (text: string): Read => ({ value: text !== 'false' });

const pattern = (text: string): Read => {
  const fault = text === '' ? 'is empty' : patternFault(text);
  return fault === undefined
    ? { value: text }
    : { fault, advice: 'write an expression that both RE2 and JavaScript have, or say it with other tags' };
};

const format = (text: string): Read =>
  formats.includes(text) ? { value: text } : { fault: `\`${text}\` is unknown`, advice: `use ${formats.join(', ')}` };

interface Rule {
  readonly read: (text: string) => Read;
  /** The JSON types that the tag says something about; none: all. */
  readonly on?: readonly string[];
}

const onNumbers = ['integer', 'number'];
const rules = new Map<string, Rule>([
  ['minimum', { read: safeNumber, on: onNumbers }],
  ['maximum', { read: safeNumber, on: onNumbers }],
  ['exclusiveMinimum', { read: safeNumber, on: onNumbers }],
  ['exclusiveMaximum', { read: safeNumber, on: onNumbers }],
  ['multipleOf', { read: positive, on: onNumbers }],
  ['minLength', { read: count, on: ['string'] }],
  ['maxLength', { read: count, on: ['string'] }],
  ['pattern', { read: pattern, on: ['string'] }],
  ['format', { read: format, on: ['string', ...onNumbers] }],
  ['minItems', { read: count, on: ['array'] }],
  ['maxItems', { read: count, on: ['array'] }],
  ['uniqueItems', { read: flag, on: ['array'] }],
  ['deprecated', { read: () => ({ value: true }) }],
  ['default', { read: json }],
  ['example', { read: json }],
]);

const pairs = [
  ['minimum', 'maximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
] as const;

/** Reads no more than the constraints; whole-value tags are left to the property. */
const isConstraint = (name: string): boolean => rules.get(name)?.on !== undefined;

const withoutBound = (schema: Schema, name: string): Schema => {
  const other = name === 'exclusiveMinimum' ? 'minimum' : name === 'exclusiveMaximum' ? 'maximum' : undefined;
  const replaced = other !== undefined && Math.abs(Number(schema[other])) === largestInteger;
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !(replaced && keyword === other)));
};

const asFloat = (schema: Schema): Schema => {
  const types = typesOf(schema).map((type) => (type === 'integer' ? 'number' : type));
  const [only] = types;
  const { minimum: _, maximum: __, ...rest } = schema;
  return { ...rest, type: types.length === 1 && only !== undefined ? only : types };
};

/** One tag that holds: its keyword and value. */
export interface TagValue {
  readonly tag: DocTag;
  readonly value: Json;
}

interface Tagged {
  readonly schema: Schema;
  /** `@default`, `@example` and `@deprecated`, which speak of a property and not of its type. */
  readonly said: readonly TagValue[];
}

/**
 * Adds what tags say to the schema of a type. Tags that do not fit it, that cannot be read, or that look like another
 * one's misspelling are reported where they stand; in the types of the Kubernetes API they are passed over.
 */
export const readTags = (schema: Schema, tags: readonly DocTag[], place: Place, reading: Reading): Tagged => {
  let result =
    tags.some(({ name }) => name === 'float') && typesOf(schema).includes('integer') ? asFloat(schema) : schema;
  const said: TagValue[] = [];
  const report = (tag: DocTag, code: string, message: string, advice: string): void => {
    if (isOfApi(tag.node)) return;
    reading.report({ code, message, advice, ...(place.path === '' ? {} : { field: place.path }) }, tag.node, tag.line);
  };
  for (const tag of tags) {
    const rule = rules.get(tag.name);
    const meant = meantTag(tag.name);
    if (meant !== undefined) {
      report(tag, 'unknown-tag', `\`@${tag.name}\` of ${describe(place)} means nothing`, `write \`@${meant}\``);
    }
    if (tag.name === 'float' && result === schema) {
      report(tag, 'wrong-tag', `\`@float\` of ${describe(place)} stands on no number`, 'put it on a `number`');
    }
    if (rule === undefined) {
      result = reading.readTag?.(result, tag, place, reading) ?? result;
      continue;
    }
    const isFixed = schema.enum !== undefined || schema.const !== undefined;
    if (rule.on !== undefined && (isFixed || !rule.on.some((type) => typesOf(result).includes(type)))) {
      const advice = `put it on ${rule.on.includes('array') ? 'a list' : rule.on.includes('string') ? 'a string' : 'a number'}, or on a named type of the items`;
      report(tag, 'wrong-tag', `\`@${tag.name}\` of ${describe(place)} says nothing about a value of its type`, advice);
      continue;
    }
    const read = rule.read(tag.text);
    if (!('value' in read))
      report(tag, 'wrong-tag', `\`@${tag.name}\` of ${describe(place)} ${read.fault}`, read.advice);
    else if (!isConstraint(tag.name)) said.push({ tag, value: read.value });
    else result = { ...withoutBound(result, tag.name), [tag.name]: read.value };
  }
  for (const [low, high] of pairs) {
    const tag = tags.findLast(({ name }) => name === low || name === high);
    if (tag !== undefined && Number(result[low]) > Number(result[high])) {
      report(
        tag,
        'wrong-tag',
        `\`@${low}\` of ${describe(place)} is above its \`@${high}\``,
        'leave room between them',
      );
    }
  }
  return { schema: result, said };
};
