import { isAbsolute, relative } from 'node:path';
import type { Finding } from '@wildermesser/manifest';
import type { ValuesSchema } from '@wildermesser/manifest/template';
import type { Node, Type } from 'ts-morph';
import { checkClaims, checkReach } from './check-defaults.ts';
import { checkEndless } from './check-endless.ts';
import { defaultsOf, type Values } from './defaults.ts';
import { inlineDefinitions } from './inline.ts';
import { mismatch } from './mismatch.ts';
import { mapSchema, refName, requiredOf, type Schema, schemasIn } from './schema.ts';
import { schemaOfType } from './schema-of-type.ts';

/** What a values type says. */
export interface ValuesType {
  /** Closed; what has a default is not required, for Helm puts defaults in before it looks at the schema. */
  readonly schema: ValuesSchema;
  /** All defaults, nested as in the values: what `values.yaml` holds. */
  readonly defaults: Values;
  readonly findings: readonly Finding[];
}

export interface ValuesSchemaOptions {
  /** Absolute path that files in findings are relative to. Default: they are absolute. */
  readonly root?: string;
}

const draft = 'https://json-schema.org/draft/2020-12/schema';

/** An object that its own defaults make whole is a default itself: users need not write an empty object. */
const relax = (schema: Schema, definitions: ReadonlyMap<string, Schema>): Schema => {
  const required = requiredOf(schema);
  const relaxed = schemasIn(schema, 'properties').map(([key, property]): [string, Schema] => {
    const isThere = required.includes(key) || property.default !== undefined;
    const inner = isThere && refName(property) === undefined ? relax(property, definitions) : property;
    if (!required.includes(key) || !isObjectSchema(inner, definitions)) return [key, inner];
    const own = defaultsOf(inner, definitions);
    return [key, mismatch(inner, own, definitions) === undefined ? mapSchema({ ...inner, default: own }, same) : inner];
  });
  const properties = new Map(relaxed);
  const left = required.filter((key) => properties.get(key)?.default === undefined);
  const { required: _, ...rest } = schema;
  return mapSchema(
    {
      ...rest,
      ...(schema.properties === undefined ? {} : { properties: Object.fromEntries(relaxed) }),
      ...(left.length === 0 ? {} : { required: left }),
    },
    same,
  );
};

const same = (schema: Schema): Schema => schema;

/** Maps stay required: an empty one may be a mistake, and the author can say `@default {}`. */
const isObjectSchema = (schema: Schema, definitions: ReadonlyMap<string, Schema>): boolean =>
  (definitions.get(refName(schema) ?? '') ?? schema).properties !== undefined;

/**
 * The JSON Schema and the defaults of the values that a component's function takes, from the type of its first parameter.
 * Findings without a declaration of their own are attached to `at`. The same type always gives the same text.
 */
export const valuesSchema = (type: Type, at: Node, options: ValuesSchemaOptions = {}): ValuesType => {
  const findings: Finding[] = [];
  const report = (finding: Omit<Finding, 'severity' | 'file' | 'line'>, node: Node, line?: number): void => {
    const path = node.getSourceFile().getFilePath();
    const inside = options.root === undefined ? path : relative(options.root, path);
    const file = inside.startsWith('..') || isAbsolute(inside) ? path : inside;
    findings.push({ severity: 'error', ...finding, file, line: line ?? node.getStartLineNumber() });
  };
  const read = schemaOfType(type, at, report);
  const name = refName(read.schema);
  const root = name === undefined ? read.schema : (read.definitions.get(name) ?? {});
  if (findings.length === 0 && root.type !== 'object') {
    const advice = 'declare an interface with a property for each value';
    report({ code: 'unsupported-type', message: 'the type of the values is no object', advice }, at);
  }
  checkClaims(read, report);
  checkReach(read, report);
  if (checkEndless(read.definitions, at, report)) return { schema: { $schema: draft }, defaults: {}, findings };
  const inlined = inlineDefinitions(read.schema, read.definitions);
  const definitions = new Map(schemasIn(inlined, '$defs'));
  const top =
    refName(inlined) === undefined
      ? inlined
      : { ...definitions.get(refName(inlined) ?? ''), $defs: inlined.$defs ?? {} };
  const schema = relax({ $schema: draft, ...top }, definitions);
  return { schema, defaults: defaultsOf(schema, definitions), findings };
};
