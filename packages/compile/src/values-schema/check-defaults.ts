import type { Finding } from '@wildermesser/manifest';
import type { Json } from '@wildermesser/manifest/template';
import type { Node } from 'ts-morph';
import { mismatch } from './mismatch.ts';
import { type Defaulted, describe, isOfApi, type Place } from './place.ts';
import { eachPart, isObject, refName, requiredOf, type Schema, schemaAt, schemaList, schemasIn } from './schema.ts';
import type { TypeSchema } from './schema-of-type.ts';

type Report = (finding: Omit<Finding, 'severity' | 'file' | 'line'>, node: Node, line?: number) => void;

/** The branch of a union that a default would spoil, because the merge leaves a key in it that it may not have. */
const spoiled = (schema: Schema, value: Json, definitions: ReadonlyMap<string, Schema>): string | undefined => {
  const name = refName(schema);
  if (name !== undefined) return spoiled(definitions.get(name) ?? {}, value, definitions);
  if (!isObject(value)) return undefined;
  const branches = schemaList(schema, 'oneOf').map((branch) => definitions.get(refName(branch) ?? '') ?? branch);
  for (const branch of branches) {
    const known = new Set(schemasIn(branch, 'properties').map(([key]) => key));
    const extra = Object.keys(value).find((key) => branch.additionalProperties === false && !known.has(key));
    if (extra !== undefined && branch.type === 'object') return extra;
  }
  const properties = new Map(schemasIn(schema, 'properties'));
  for (const [key, held] of Object.entries(value)) {
    const extra = spoiled(properties.get(key) ?? schemaAt(schema, 'additionalProperties') ?? {}, held, definitions);
    if (extra !== undefined) return extra;
  }
  return undefined;
};

/** Reports defaults and examples that are not of their type. */
export const checkClaims = ({ claims, definitions }: TypeSchema, report: Report): void => {
  for (const { tag, value, schema, place } of claims) {
    if (isOfApi(tag.node)) continue;
    const about = (code: string, message: string, advice: string): void =>
      report(
        { code, message: `the ${tag.name} of ${describe(place)} ${message}`, advice, field: place.path },
        tag.node,
        tag.line,
      );
    const fault = mismatch(schema, value, definitions);
    if (fault !== undefined)
      about(
        tag.name === 'default' ? 'wrong-default' : 'wrong-example',
        fault,
        'let it be of the type that the property has',
      );
    else if (tag.name === 'default') {
      const key = spoiled(schema, value, definitions);
      if (key === undefined) continue;
      const message = `has \`${key}\`, which stays when a user chooses another form, and which that form may not have`;
      about('unreachable-default', message, 'give only what all forms have, or make it a property of its own');
    }
  }
};

/**
 * Reports defaults of properties that code relies on, in objects that are not always there: what a user writes replaces a
 * list whole, and Helm knows no default for an entry of a map.
 */
export const checkReach = ({ schema: root, definitions, defaulted }: TypeSchema, report: Report): void => {
  const seen = new Set<string>();
  const reported = new Set<Defaulted>();
  const visit = (schema: Schema, isAlways: boolean): void => {
    const name = refName(schema);
    if (name !== undefined && !seen.has(`${isAlways} ${name}`)) {
      seen.add(`${isAlways} ${name}`);
      visit(definitions.get(name) ?? {}, isAlways);
    }
    const required = requiredOf(schema);
    const properties = schemasIn(schema, 'properties');
    for (const [key, property] of properties) {
      const known = defaulted.get(property);
      if (known?.isDemanded === true && !isAlways) reported.add(known);
      visit(property, isAlways && (required.includes(key) || property.default !== undefined));
    }
    const { properties: _, ...rest } = schema;
    eachPart(rest, (part) => visit(part, false));
  };
  visit(root, true);
  for (const { tag, place } of reported) {
    const message = `the default of ${describe(place)} cannot be put in: what it lies in is not always there`;
    const advice = `declare it optional and write \`${lastName(place)} ?? …\` where it is used`;
    report({ code: 'unreachable-default', message, advice, field: place.path }, tag.node, tag.line);
  }
};

const lastName = ({ path }: Place): string => path.split('.').at(-1) ?? path;
