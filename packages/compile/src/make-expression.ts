import type {
  Call,
  Compare,
  Expression,
  FunctionName,
  Json,
  Literal,
  ValueKind,
} from '@wildermesser/manifest/template';

const kindOf = (value: Json): ValueKind => {
  if (Array.isArray(value)) return 'list';
  if (value === null) return 'any';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number';
  return typeof value as 'string' | 'boolean' | 'object';
};

export const literal = (value: Json): Literal => ({ op: 'literal', kind: kindOf(value), optional: false, value });

export const absent: Expression = { op: 'absent', kind: 'any', optional: true };

const always = literal(true);
const never = literal(false);

const isLiteral = (expression: Expression, value: Json): boolean =>
  expression.op === 'literal' && expression.value === value;

/** The same expression where it is known to be there. */
export const required = <E extends Expression>(expression: E): E =>
  expression.optional && expression.op !== 'absent' ? { ...expression, optional: false } : expression;

/** Equality of two expressions, whether or not they are known to be there. */
export const isSame = (left: Expression, right: Expression): boolean =>
  left === right || JSON.stringify(required(left)) === JSON.stringify(required(right));

export const not = (of: Expression): Expression => {
  if (of.op === 'literal') return of.value === true ? never : always;
  if (of.op === 'not') return of.of;
  if (of.op === 'compare' && (of.operator === '==' || of.operator === '!='))
    return { ...of, operator: of.operator === '==' ? '!=' : '==' };
  return { op: 'not', kind: 'boolean', optional: false, of };
};

export const and = (left: Expression, right: Expression): Expression => {
  if (left.op === 'literal') return left.value === true ? right : never;
  if (isLiteral(right, true) || isSame(left, right)) return left;
  return { op: 'and', kind: 'boolean', optional: false, left, right };
};

export const or = (left: Expression, right: Expression): Expression => {
  if (left.op === 'literal') return left.value === true ? always : right;
  if (isLiteral(right, false) || isSame(left, right)) return left;
  return { op: 'or', kind: 'boolean', optional: false, left, right };
};

/** Whether the expression is there; true when it always is. */
export const present = (of: Expression): Expression => {
  if (of.op === 'absent') return never;
  if (!of.optional) return always;
  return { op: 'present', kind: 'boolean', optional: false, of };
};

export const compare = (operator: Compare['operator'], left: Expression, right: Expression): Expression => ({
  op: 'compare',
  kind: 'boolean',
  optional: false,
  operator,
  left,
  right,
});

export const call = (name: FunctionName, kind: ValueKind, ...args: readonly Expression[]): Call => ({
  op: 'call',
  kind,
  optional: false,
  name,
  args,
});

/** Puts a string together; neighbouring literals become one. */
export const text = (parts: readonly Expression[]): Expression => {
  const merged: Expression[] = [];
  for (const part of parts.flatMap((one) => (one.op === 'text' ? one.parts : [one]))) {
    const last = merged.at(-1);
    if (part.op !== 'literal') merged.push(part);
    else if (last?.op === 'literal') merged[merged.length - 1] = literal(String(last.value) + String(part.value));
    else if (part.value !== '') merged.push(literal(String(part.value)));
  }
  const [first] = merged;
  if (first === undefined) return literal('');
  if (merged.length === 1 && first.kind === 'string') return first;
  return { op: 'text', kind: 'string', optional: false, parts: merged };
};

/** A ternary; booleans become logic, a check for presence becomes a fallback. */
export const condition = (test: Expression, then: Expression, otherwise: Expression): Expression => {
  if (test.op === 'literal') return test.value === true ? then : otherwise;
  if (isSame(then, otherwise) && then.optional === otherwise.optional) return then;
  if (then.kind === 'boolean' && otherwise.kind === 'boolean' && !then.optional && !otherwise.optional) {
    if (isLiteral(then, true)) return or(test, otherwise);
    if (isLiteral(otherwise, false)) return and(test, then);
    if (isLiteral(then, false)) return and(not(test), otherwise);
    if (isLiteral(otherwise, true)) return or(not(test), then);
  }
  if (test.op === 'not') return condition(test.of, otherwise, then);
  const kind =
    then.op === 'absent'
      ? otherwise.kind
      : otherwise.op === 'absent' || then.kind === otherwise.kind
        ? then.kind
        : 'any';
  if (test.op === 'present' && isSame(test.of, then)) {
    if (otherwise.op === 'absent') return { ...then, optional: true } as Expression;
    return { op: 'fallback', kind, optional: otherwise.optional, of: test.of, otherwise };
  }
  return { op: 'condition', kind, optional: then.optional || otherwise.optional, test, then, otherwise };
};
