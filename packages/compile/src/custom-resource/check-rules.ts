import type { Json } from '@wildermesser/manifest/template';
import { isObject, type Schema, schemaAt, schemasIn } from '../values-schema/schema.ts';
import { parseCel } from './cel-expression.ts';
import { readsOf } from './cel-reads.ts';
import type { CelRule } from './cel-rule.ts';
import { nameOf, type Position } from './position.ts';
import type { Conversion } from './structural.ts';

/** The formats whose values have a length of their own. */
const boundedFormats = ['date-time', 'date', 'duration', 'uuid', 'ipv4', 'ipv6'];

/** The first part of a value that may be as long as a request, and the tag that bounds it. */
const unboundedPart = (schema: Schema, name: string): readonly [string, string] | undefined => {
  const { type } = schema;
  if (schema['x-kubernetes-int-or-string'] === true || type === 'string') {
    const isBounded =
      schema.maxLength !== undefined || schema.enum !== undefined || boundedFormats.includes(String(schema.format));
    return isBounded ? undefined : [name, 'maxLength'];
  }
  if (type === 'array') {
    if (schema.maxItems === undefined) return [name, 'maxItems'];
    return unboundedPart(schemaAt(schema, 'items') ?? {}, `${name}[]`);
  }
  const entry = schemaAt(schema, 'additionalProperties');
  if (entry !== undefined) {
    if (schema.maxProperties === undefined) return [name, 'maxProperties'];
    return unboundedPart(entry, `${name}.*`);
  }
  for (const [key, field] of schemasIn(schema, 'properties')) {
    const found = unboundedPart(field, `${name}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The bound that the length of a list, a map or a text lacks. */
const unboundedLength = (schema: Schema, name: string): readonly [string, string] | undefined => {
  if (schema.type === 'array') return schema.maxItems === undefined ? [name, 'maxItems'] : undefined;
  if (schema.additionalProperties !== undefined)
    return schema.maxProperties === undefined ? [name, 'maxProperties'] : undefined;
  return unboundedPart(schema, name);
};

/** What rules of the whole object see of it besides its own fields. */
const rootFields: Schema = {
  apiVersion: { type: 'string', maxLength: 317 },
  kind: { type: 'string', maxLength: 63 },
  metadata: {
    type: 'object',
    properties: { name: { type: 'string', maxLength: 253 }, generateName: { type: 'string', maxLength: 253 } },
  },
};

/** Whether a path such as `.spec.name` leads to a field. */
const leadsTo = (schema: Schema, path: string): boolean => {
  let at: Json | undefined = schema;
  for (const [, dotted, quoted] of path.matchAll(/\.([A-Za-z_][A-Za-z0-9_]*)|\['([^']+)'\]/g)) {
    const key = dotted ?? quoted ?? '';
    if (!isObject(at)) return false;
    at = isObject(at.properties) ? at.properties[key] : at.additionalProperties;
  }
  return isObject(at) && /^(\.[A-Za-z_][A-Za-z0-9_]*|\['[^']+'\])+$/.test(path);
};

/** Reports rules that the API server would refuse, or that may cost it more than it allows. */
export const checkRules = (
  node: Schema,
  rules: readonly CelRule[],
  position: Position,
  { report, ruleTags }: Conversion,
): void => {
  const schema =
    position.path === '' ? { ...node, properties: { ...(node.properties as Schema), ...rootFields } } : node;
  for (const rule of rules) {
    const at = ruleTags.get(rule) ?? position.place.node;
    const fault = (code: string, message: string, advice: string): void =>
      report({ code, message, advice, ...(position.path === '' ? {} : { field: position.path }) }, at);
    const wrong = (message: string, advice: string): void =>
      fault('wrong-rule', `a rule of ${nameOf(position)} ${message}`, advice);
    const texts = [rule.rule, rule.messageExpression].filter((text) => typeof text === 'string');
    const reads = texts.flatMap((text) => {
      const parsed = parseCel(text);
      if ('tree' in parsed) return [readsOf(parsed.tree, schema)];
      const where = parsed.at === undefined ? '' : ` at \`${text.slice(parsed.at, parsed.at + 20)}\``;
      wrong(
        `is no expression of CEL: ${parsed.fault}${where}`,
        'write one; its language is described at kubernetes.io, "Common Expression Language"',
      );
      return [];
    });
    const names = new Set(reads.flatMap(({ undeclared }) => undeclared));
    for (const name of names) wrong(`names \`${name}\`, which nothing declares`, 'begin at `self` or `oldSelf`');
    for (const { field, of, known } of reads.flatMap(({ unknown }) => unknown))
      wrong(`reads \`${of}.${field}\`, which is not there`, `use ${known.join(', ')}`);
    if (typeof rule.fieldPath === 'string' && !leadsTo(schema, rule.fieldPath))
      wrong(
        `has the fieldPath ${rule.fieldPath}, which leads to no field`,
        'write it as `.field.inner`, from where the rule stands',
      );
    const isTransition = /\boldSelf\b/.test(rule.rule);
    if (rule.optionalOldSelf === true && !isTransition)
      wrong('has `optionalOldSelf` and does not look at `oldSelf`', 'take the line away');
    if (isTransition && position.uncorrelated !== undefined)
      wrong(
        `looks at \`oldSelf\` within \`${position.uncorrelated}\`, where the API server cannot tell which item was which`,
        'let the list be `@listType map` with `@listMapKey`, or put the rule on the list',
      );
    const touched = reads.flatMap(({ values, lengths }) => [
      ...[...values].map(([name, value]) => unboundedPart(value, name)),
      ...[...lengths].map(([name, value]) => unboundedLength(value, name)),
    ]);
    const [open] = touched.filter((found) => found !== undefined);
    const unbounded = (message: string, advice: string): void =>
      fault('unbounded-rule', `a rule of ${nameOf(position)} ${message}`, advice);
    if (open !== undefined)
      unbounded(
        `looks at \`${open[0]}\`, which may be as long as a request: the API server estimates the cost of the rule by that`,
        `give it \`@${open[1]}\``,
      );
    if (position.unbounded !== undefined)
      unbounded(
        `runs for each item of \`${position.unbounded}\`, of which there may be any number`,
        'give it `@maxItems`, or `@maxProperties` where it is a Record',
      );
  }
};
