import type { ts } from 'ts-morph';
import { distribute } from './choice.ts';
import { literal, text } from './make-expression.ts';
import { refuse, snippet } from './refusal.ts';
import { isAscii, isScalar, type StringShape } from './shape.ts';
import { known, type Unknown, type Value } from './value.ts';

const asciiPattern = '^[ -~]*$';

const isAsciiPart = (part: Value): boolean =>
  part.is === 'known'
    ? /^[ -~]*$/.test(String(part.value))
    : part.is === 'unknown' && (part.shape.kind !== 'string' || isAscii(part.shape));

/** The shape of a string put together from parts. */
const textShape = (parts: readonly Value[]): StringShape => {
  const [only] = parts;
  if (parts.length === 1 && only?.is === 'unknown' && only.shape.kind === 'string') return only.shape;
  return parts.every(isAsciiPart) ? { kind: 'string', pattern: asciiPattern } : { kind: 'string' };
};

const partOf = (value: Exclude<Value, { is: 'choice' }>, node: ts.Node): Unknown | string => {
  if (value.is === 'known') return String(value.value);
  if (value.is !== 'unknown')
    return refuse(node, `${snippet(node)} turns a list or an object into a string`, 'use join or JSON.stringify');
  if (!isScalar(value.shape))
    return refuse(node, `${snippet(node)} may be no string, number or boolean by its type`, 'give it one type');
  if (value.expression.optional)
    return refuse(
      node,
      `${snippet(node)} may be absent, and would be written as 'undefined'`,
      'give it a fallback with ??, or check it first',
    );
  return value;
};

/** One string of several values, as a template string prints them. */
export const concatenate = (values: readonly Value[], node: ts.Node, done: readonly Value[] = []): Value => {
  const [first, ...rest] = values;
  if (first !== undefined)
    return distribute(first, (one) => {
      const part = partOf(one, node);
      return concatenate(rest, node, [...done, typeof part === 'string' ? known(part) : part]);
    });
  const expression = text(
    done.map((part) => (part.is === 'unknown' ? part.expression : literal(String((part as { value: unknown }).value)))),
  );
  if (expression.op === 'literal') return known(String(expression.value));
  return { is: 'unknown', expression, shape: textShape(done), nullable: false };
};
