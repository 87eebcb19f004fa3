import { compareBytes } from '../byte-order.ts';
import type { Call, Element, Expression, Json, Loop, Member } from './expression.ts';
import type { Release, Template } from './template.ts';

/** What names are bound to. */
interface Scope {
  readonly values: Json;
  readonly release: Release;
  readonly variables: ReadonlyMap<string, Json>;
}

type Result = Json | undefined;

const isObject = (value: Result): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: Result): value is readonly Json[] => Array.isArray(value);

/** An expression asked for something that its operands do not have: a fault of whoever made it, not of the values. */
export class EvaluateError extends Error {
  readonly code = 'EVALUATE';
  readonly expression: Expression | undefined;
  constructor(message: string, expression?: Expression) {
    super(message);
    this.expression = expression;
  }
}

/** Written by hand, since JavaScript moves keys that look like numbers to the front of an object. */
const compactJson = (value: Json): string => {
  if (isList(value)) return `[${value.map(compactJson).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort(compareBytes);
  return `{${keys.map((key) => `${JSON.stringify(key)}:${compactJson(value[key] as Json)}`).join(',')}}`;
};

const asciiCase = (text: string, up: boolean): string =>
  up
    ? text.replace(/[a-z]/g, (letter) => letter.toUpperCase())
    : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const call = ({ name, args }: Call, scope: Scope): Json => {
  const values = args.map((argument) => present(argument, scope));
  const text = (i: number): string => String(values[i]);
  const integer = (i: number): number => Number(values[i]);
  /** There is one zero. */
  const whole = (result: number): number => result + 0;
  const [first] = values;
  switch (name) {
    case 'length':
      return isList(first) || typeof first === 'string' ? first.length : Object.keys(first as object).length;
    case 'join':
      return (first as readonly Json[]).join(text(1));
    case 'includes':
      return isList(first) ? first.includes(values[1] as Json) : text(0).includes(text(1));
    case 'startsWith':
      return text(0).startsWith(text(1));
    case 'endsWith':
      return text(0).endsWith(text(1));
    case 'lower':
      return asciiCase(text(0), false);
    case 'upper':
      return asciiCase(text(0), true);
    case 'trim':
      return text(0).replace(/^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/g, '');
    case 'replace':
      return text(0).replaceAll(text(1), () => text(2));
    case 'keys':
      return Object.keys(first as object).sort(compareBytes);
    case 'json':
      return compactJson(first as Json);
    case 'toInteger':
      return whole(Number.parseInt(text(0), 10));
    case 'add':
      return integer(0) + integer(1);
    case 'subtract':
      return integer(0) - integer(1);
    case 'multiply':
      return whole(integer(0) * integer(1));
    case 'divide':
      return whole(Math.trunc(integer(0) / integer(1)));
    case 'modulo':
      return whole(integer(0) % integer(1));
    case 'min':
      return Math.min(integer(0), integer(1));
    case 'max':
      return Math.max(integer(0), integer(1));
    case 'base64':
      return Buffer.from(text(0)).toString('base64');
  }
};

const present = (expression: Expression, scope: Scope): Json => {
  const value = evaluate(expression, scope);
  if (value === undefined || value === null) throw new EvaluateError(`${expression.op} is absent`, expression);
  return value;
};

const compare = (operator: string, left: Json, right: Json): boolean => {
  if (typeof left !== typeof right) throw new EvaluateError(`${typeof left} is compared with ${typeof right}`);
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return (left as number) < (right as number);
    case '<=':
      return (left as number) <= (right as number);
    case '>':
      return (left as number) > (right as number);
    default:
      return (left as number) >= (right as number);
  }
};

const scopes = ({ over, variable, key }: Loop, scope: Scope): Scope[] => {
  const source = evaluate(over, scope);
  const entries: readonly (readonly [string | number, Json])[] = isList(source)
    ? source.map((item, i) => [i, item] as const)
    : isObject(source)
      ? Object.keys(source)
          .sort(compareBytes)
          .map((name) => [name, source[name] as Json] as const)
      : [];
  return entries.map(([name, item]) => {
    const variables = new Map(scope.variables).set(variable, item);
    if (key !== undefined) variables.set(key, name);
    return { ...scope, variables };
  });
};

/** Sets a member; an assignment would take the key `__proto__` for the prototype. */
const put = (target: Record<string, Json>, key: string, value: Json): void => {
  Object.defineProperty(target, key, { value, enumerable: true, writable: true, configurable: true });
};

const setMembers = (target: Record<string, Json>, members: readonly Member[], scope: Scope): void => {
  for (const member of members) {
    if (member.does === 'set') {
      const key = typeof member.key === 'string' ? member.key : String(present(member.key, scope));
      const value = evaluate(member.value, scope);
      if (value === undefined) delete target[key];
      else put(target, key, value);
    } else if (member.does === 'spread')
      for (const [key, value] of Object.entries(evaluate(member.of, scope) ?? {})) put(target, key, value as Json);
    else if (member.does === 'each')
      for (const inner of scopes(member.loop, scope)) setMembers(target, member.members, inner);
    else if (present(member.test, scope) === true) setMembers(target, member.members, scope);
  }
};

const elementsOf = (elements: readonly Element[], scope: Scope): Json[] =>
  elements.flatMap((element): Json[] => {
    if (element.does === 'add') return [present(element.value, scope)];
    if (element.does === 'spread') return [...((evaluate(element.of, scope) ?? []) as readonly Json[])];
    if (element.does === 'each')
      return scopes(element.loop, scope).flatMap((inner) => elementsOf(element.elements, inner));
    return present(element.test, scope) === true ? elementsOf(element.elements, scope) : [];
  });

/** The value of an expression, undefined when it is absent. The meaning of expressions is what this function does. */
export const evaluate = (expression: Expression, scope: Scope): Result => {
  switch (expression.op) {
    case 'literal':
      return expression.value;
    case 'absent':
      return undefined;
    case 'parameter':
      return expression.name === 'values' ? scope.values : { ...scope.release };
    case 'variable':
      return scope.variables.get(expression.name);
    case 'field': {
      const object = evaluate(expression.of, scope);
      return isObject(object) && Object.hasOwn(object, expression.name)
        ? (object[expression.name] ?? undefined)
        : undefined;
    }
    case 'item': {
      const container = evaluate(expression.of, scope);
      const at = present(expression.at, scope);
      if (isList(container)) return container[Number(at)] ?? undefined;
      return isObject(container) && Object.hasOwn(container, String(at))
        ? (container[String(at)] ?? undefined)
        : undefined;
    }
    case 'text':
      return expression.parts.map((part) => String(present(part, scope))).join('');
    case 'compare':
      return compare(expression.operator, present(expression.left, scope), present(expression.right, scope));
    case 'and':
      return present(expression.left, scope) === true && present(expression.right, scope) === true;
    case 'or':
      return present(expression.left, scope) === true || present(expression.right, scope) === true;
    case 'not':
      return present(expression.of, scope) !== true;
    case 'present':
      return (evaluate(expression.of, scope) ?? undefined) !== undefined;
    case 'fallback':
      return evaluate(expression.of, scope) ?? evaluate(expression.otherwise, scope);
    case 'condition':
      return evaluate(present(expression.test, scope) === true ? expression.then : expression.otherwise, scope);
    case 'object': {
      const target: Record<string, Json> = {};
      setMembers(target, expression.members, scope);
      return target;
    }
    case 'list':
      return elementsOf(expression.elements, scope);
    case 'call':
      return call(expression, scope);
  }
};

/** The manifests that a template, its parts included, makes of values. */
export const evaluateTemplate = (template: Template, values: Json, release: Release): readonly Json[] => {
  const own = elementsOf(template.manifests, { values, release, variables: new Map() });
  const parts = template.parts.flatMap(({ key, template: part, conditional }) => {
    const inner = isObject(values) ? (values[key] ?? {}) : {};
    return conditional && isObject(inner) && inner.enabled === false ? [] : evaluateTemplate(part, inner, release);
  });
  return [...own, ...parts];
};
