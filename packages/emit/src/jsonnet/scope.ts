import type { Expression, Json, ValuesSchema } from '@wildermesser/manifest/template';
import type { Code } from './code.ts';
import { isIdentifier } from './literal.ts';

/** What is known at a place of a template. */
export interface Scope {
  /** What a variable of the template is called here. */
  readonly variables: ReadonlyMap<string, Code>;
  /** Names that cannot be given to another variable. */
  readonly taken: ReadonlySet<string>;
  /** Paths that an enclosing test has found to be present. */
  readonly known: ReadonlySet<string>;
  /** Paths that are present wherever the object that holds them is. */
  readonly required: ReadonlySet<string>;
  /** Writes an expression, null where it is absent. */
  readonly write: (expression: Expression, scope: Scope) => Code;
}

type Schema = { readonly [keyword: string]: Json };

const isSchema = (value: Json | undefined): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Paths of the fields that a schema requires and that cannot be null, its own and those of the objects within. */
const requiredPaths = (schema: Schema, path: string): readonly string[] => {
  const names = Array.isArray(schema.required) ? schema.required : [];
  const properties = isSchema(schema.properties) ? schema.properties : {};
  return Object.entries(properties).flatMap(([name, property]) => {
    if (!isSchema(property) || typeof property.type !== 'string') return [];
    const own = fieldKey(path, name);
    return [...(names.includes(name) ? [own] : []), ...requiredPaths(property, own)];
  });
};

const fieldKey = (of: string, name: string): string => `${of}.${JSON.stringify(name)}`;

/** The scope of a component whose values the schema admits. */
export const outermost = (schema: ValuesSchema, write: Scope['write']): Scope => ({
  variables: new Map(),
  taken: new Set(['values', 'release', 'data', 'std']),
  known: new Set(),
  required: new Set(requiredPaths(schema, 'values')),
  write,
});

/** A name for a variable that is free in the scope, as near to the wished one as Jsonnet allows. */
export const freeName = (wish: string, scope: Scope): string => {
  const name = wish.replace(/[^A-Za-z0-9_]/g, '_');
  const start = isIdentifier(name) ? name : `_${name}`;
  for (let i = 1; ; i += 1) {
    const candidate = i === 1 ? start : `${start}${i}`;
    if (!scope.taken.has(candidate)) return candidate;
  }
};

/** The scope with a further variable of the template, and the names that it takes. */
export const bind = (scope: Scope, variable: string, code: Code, ...names: readonly string[]): Scope => ({
  ...scope,
  variables: new Map(scope.variables).set(variable, code),
  taken: new Set([...scope.taken, ...names]),
});

/** A text that only the same path of fields has; undefined for what is no such path. */
export const pathKey = (expression: Expression): string | undefined => {
  if (expression.op === 'parameter') return expression.name;
  if (expression.op === 'variable') return `$${expression.name}`;
  if (expression.op !== 'field') return undefined;
  const of = pathKey(expression.of);
  return of === undefined ? undefined : fieldKey(of, expression.name);
};

const presentWith = (expression: Expression): readonly string[] => {
  const key = pathKey(expression);
  const parents = expression.op === 'field' || expression.op === 'item' ? presentWith(expression.of) : [];
  return key === undefined ? parents : [key, ...parents];
};

const facts = (test: Expression): readonly string[] => {
  if (test.op === 'and') return [...facts(test.left), ...facts(test.right)];
  return test.op === 'present' ? presentWith(test.of) : [];
};

/** The scope of what is only reached where the test holds. */
export const given = (scope: Scope, test: Expression): Scope => ({
  ...scope,
  known: new Set([...scope.known, ...facts(test)]),
});

/** Whether an expression can be absent here. */
export const mayBeAbsent = (expression: Expression, scope: Scope): boolean => {
  if (!expression.optional) return false;
  const key = pathKey(expression);
  if (key !== undefined && scope.known.has(key)) return false;
  if (expression.op === 'field' && key !== undefined && scope.required.has(key))
    return mayBeAbsent(expression.of, scope);
  if (expression.op === 'condition') {
    const { test, then, otherwise } = expression;
    return mayBeAbsent(then, given(scope, test)) || mayBeAbsent(otherwise, scope);
  }
  return expression.op !== 'fallback' || mayBeAbsent(expression.otherwise, scope);
};
