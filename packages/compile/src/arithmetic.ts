import type { FunctionName } from '@wildermesser/manifest/template';
import { ts } from 'ts-morph';
import { distribute } from './choice.ts';
import { call, literal } from './make-expression.ts';
import { refuse, snippet } from './refusal.ts';
import type { IntegerShape } from './shape.ts';
import { known, type Unknown, type Value } from './value.ts';

const { SyntaxKind } = ts;

/** A whole number on which arithmetic can be done, with what is known of its range. */
type Operand = { readonly value: number } | Unknown;

const operandOf = (value: Value, node: ts.Node): Operand => {
  if (value.is === 'known' && typeof value.value === 'number') return { value: value.value };
  if (value.is === 'unknown' && value.shape.kind === 'integer' && !value.expression.optional) return value;
  return refuse(
    node,
    `${snippet(node)} calculates with what may be absent or is no whole number by its type`,
    'give it a fallback with ??, or a number without @float',
  );
};

const minimumOf = (operand: Operand): number | undefined =>
  'value' in operand ? operand.value : (operand.shape as IntegerShape).minimum;

const expressionOf = (operand: Operand, node: ts.Node) => {
  if (!('value' in operand)) return operand.expression;
  if (!Number.isSafeInteger(operand.value))
    refuse(
      node,
      `${operand.value} is no whole number`,
      'calculate with whole numbers, or make it a constant of the interface',
    );
  return literal(operand.value);
};

const integer = (name: FunctionName, minimum: number | undefined, node: ts.Node, ...operands: Operand[]): Unknown => ({
  is: 'unknown',
  expression: call(name, 'integer', ...operands.map((operand) => expressionOf(operand, node))),
  shape: minimum === undefined ? { kind: 'integer' } : { kind: 'integer', minimum },
  nullable: false,
});

const calculate = (operator: ts.SyntaxKind, left: number, right: number, node: ts.Node): number => {
  switch (operator) {
    case SyntaxKind.PlusToken:
      return left + right;
    case SyntaxKind.MinusToken:
      return left - right;
    case SyntaxKind.AsteriskToken:
      return left * right;
    case SyntaxKind.SlashToken:
      return left / right;
    case SyntaxKind.PercentToken:
      return left % right;
    case SyntaxKind.AsteriskAsteriskToken:
      return left ** right;
    default:
      return refuse(node, `${snippet(node)} uses an operator that is not translated`, 'calculate with + - * / %');
  }
};

const both = (f: (a: number, b: number) => number, left: Operand, right: Operand): number | undefined => {
  const [a, b] = [minimumOf(left), minimumOf(right)];
  return a === undefined || b === undefined ? undefined : f(a, b);
};

const calculateUnknown = (operator: ts.SyntaxKind, left: Operand, right: Operand, node: ts.Node): Unknown => {
  switch (operator) {
    case SyntaxKind.PlusToken:
      return integer(
        'add',
        both((a, b) => a + b, left, right),
        node,
        left,
        right,
      );
    case SyntaxKind.MinusToken:
      return integer('subtract', undefined, node, left, right);
    case SyntaxKind.AsteriskToken: {
      const product = both((a, b) => (a < 0 || b < 0 ? Number.NaN : a * b), left, right);
      return integer('multiply', Number.isNaN(product) ? undefined : product, node, left, right);
    }
    case SyntaxKind.PercentToken: {
      requireDivisor(right, node);
      return integer('modulo', (minimumOf(left) ?? -1) >= 0 ? 0 : undefined, node, left, right);
    }
    case SyntaxKind.SlashToken:
      return refuse(
        node,
        `${snippet(node)} may give a fraction`,
        'write Math.trunc(a / b), Math.floor(a / b) or Math.ceil(a / b)',
      );
    default:
      return refuse(node, `${snippet(node)} uses an operator that is not translated`, 'calculate with + - * %');
  }
};

const requireDivisor = (divisor: Operand, node: ts.Node): void => {
  const isSafe = 'value' in divisor ? divisor.value !== 0 : (minimumOf(divisor) ?? 0) > 0;
  if (!isSafe)
    refuse(node, `${snippet(node)} divides by what may be 0`, 'give the divisor @minimum 1 in the interface');
};

/** `+` of numbers, `-`, `*`, `%` and the operators that only known numbers have. */
export const arithmetic = (operator: ts.SyntaxKind, left: Value, right: Value, node: ts.Node): Value =>
  distribute(left, (one) =>
    distribute(right, (other) => {
      const [a, b] = [operandOf(one, node), operandOf(other, node)];
      if ('value' in a && 'value' in b) return known(calculate(operator, a.value, b.value, node));
      return calculateUnknown(operator, a, b, node);
    }),
  );

/** A quotient made whole. Down and up are the same as toward zero only where nothing is negative. */
export const divide = (rounding: 'trunc' | 'floor' | 'ceil', left: Value, right: Value, node: ts.Node): Value =>
  distribute(left, (one) =>
    distribute(right, (other) => {
      const [a, b] = [operandOf(one, node), operandOf(other, node)];
      if ('value' in a && 'value' in b) return known(Math[rounding](a.value / b.value));
      requireDivisor(b, node);
      if (rounding === 'trunc') return integer('divide', (minimumOf(a) ?? -1) >= 0 ? 0 : undefined, node, a, b);
      if ((minimumOf(a) ?? -1) < 0 || (minimumOf(b) ?? 0) <= 0)
        return refuse(
          node,
          `Math.${rounding} of what may be negative`,
          'write Math.trunc, or give both @minimum 0 or more',
        );
      if (rounding === 'floor') return integer('divide', 0, node, a, b);
      const raised = integer('subtract', 0, node, integer('add', 0, node, a, b), { value: 1 });
      return integer('divide', 0, node, raised, b);
    }),
  );

/** The smallest or greatest of numbers. */
export const extreme = (name: 'min' | 'max', values: readonly Value[], node: ts.Node): Value => {
  const [first, ...rest] = values;
  if (first === undefined) return refuse(node, `Math.${name} of nothing`, 'give it a number');
  return rest.reduce(
    (left, right) =>
      distribute(left, (one) =>
        distribute(right, (other) => {
          const [a, b] = [operandOf(one, node), operandOf(other, node)];
          if ('value' in a && 'value' in b) return known(Math[name](a.value, b.value));
          const minima = [minimumOf(a), minimumOf(b)].filter((minimum) => minimum !== undefined);
          const isKnown = name === 'max' ? minima.length > 0 : minima.length === 2;
          return integer(name, isKnown ? Math[name](...minima) : undefined, node, a, b);
        }),
      ),
    first,
  );
};
