import type { Expression } from '@wildermesser/manifest/template';
import type { ts } from 'ts-morph';
import { and, compare, condition, literal, present, required } from './make-expression.ts';
import { refuse } from './refusal.ts';
import type { Unknown, Value } from './value.ts';

const unknownTruth = (value: Unknown, node: ts.Node): Expression => {
  const there = present(value.expression);
  const expression = required(value.expression);
  switch (value.shape.kind) {
    case 'boolean':
      return and(there, expression);
    case 'string':
      return and(there, compare('!=', expression, literal('')));
    case 'integer':
    case 'number':
      return and(there, compare('!=', expression, literal(0)));
    case 'list':
    case 'object':
      return there;
    case 'any':
      return refuse(
        node,
        'whether this counts as true depends on what it is, which its type does not say',
        'compare it with undefined, or give it one type in the interface',
      );
  }
};

/** Whether JavaScript takes a value for true: a boolean expression, a literal one when that is known. */
export const truthOf = (value: Value, node: ts.Node): Expression => {
  switch (value.is) {
    case 'known':
      return literal(Boolean(value.value));
    case 'choice':
      return condition(value.test, truthOf(value.then, node), truthOf(value.otherwise, node));
    case 'unknown':
      return unknownTruth(value, node);
    default:
      return literal(true);
  }
};
