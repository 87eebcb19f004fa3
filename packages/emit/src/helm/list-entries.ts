import type { Element, Expression, Json, Loop } from '@wildermesser/manifest/template';

/** A part of a list. */
export type ListEntry =
  | { readonly is: 'add'; readonly value: Expression }
  /** All items of a list. */
  | { readonly is: 'rest'; readonly of: Expression }
  | {
      readonly is: 'choice';
      readonly test: Expression;
      readonly yes: readonly ListEntry[];
      readonly no: readonly ListEntry[];
    }
  | { readonly is: 'loop'; readonly loop: Loop; readonly body: readonly ListEntry[] };

const literal = (value: Json): Expression => ({ op: 'literal', value, kind: 'any', optional: false });

const spread = (of: Expression): ListEntry[] => {
  switch (of.op) {
    case 'absent':
      return [];
    case 'literal':
      return ((of.value ?? []) as readonly Json[]).map((value) => ({ is: 'add', value: literal(value) }));
    case 'list':
      return listEntries(of.elements);
    case 'condition':
      return [{ is: 'choice', test: of.test, yes: spread(of.then), no: spread(of.otherwise) }];
    case 'fallback': {
      const { otherwise } = of;
      const isNothing =
        otherwise.op === 'absent' ||
        (otherwise.op === 'literal' && JSON.stringify(otherwise.value) === '[]') ||
        (otherwise.op === 'list' && otherwise.elements.length === 0);
      return isNothing ? spread(of.of) : [{ is: 'rest', of }];
    }
    default:
      return [{ is: 'rest', of }];
  }
};

/** The parts of a list with lists that are known put in their place. */
export const listEntries = (elements: readonly Element[]): ListEntry[] =>
  elements.flatMap((element): ListEntry[] => {
    if (element.does === 'add') return [{ is: 'add', value: element.value }];
    if (element.does === 'spread') return spread(element.of);
    if (element.does === 'when') {
      return [{ is: 'choice', test: element.test, yes: listEntries(element.elements), no: [] }];
    }
    return [{ is: 'loop', loop: element.loop, body: listEntries(element.elements) }];
  });
