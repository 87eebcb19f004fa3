/** Short ways to write templates in tests. */
import type { Call, Element, Expression, FunctionName, Json, Member, ValueKind } from '@wildermesser/manifest/template';

const kindOfJson = (value: Json): ValueKind => {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as ValueKind;
};

export const lit = (value: Json): Expression => ({ op: 'literal', value, kind: kindOfJson(value), optional: false });

export const values: Expression = { op: 'parameter', name: 'values', kind: 'object', optional: false };

export const release: Expression = { op: 'parameter', name: 'release', kind: 'object', optional: false };

/** `of.a.b`; the last field has the kind, those before it are objects. A field named `a?` may be absent. */
export const field = (of: Expression, names: string, kind: ValueKind): Expression =>
  names.split('.').reduce<Expression>((object, each, i, all) => {
    const name = each.replace('?', '');
    const optional = each !== name || object.optional;
    return { op: 'field', of: object, name, kind: i === all.length - 1 ? kind : 'object', optional };
  }, of);

export const variable = (name: string, kind: ValueKind): Expression => ({
  op: 'variable',
  name,
  kind,
  optional: false,
});

export const item = (of: Expression, at: Expression, kind: ValueKind): Expression => ({
  op: 'item',
  of,
  at,
  kind,
  optional: true,
});

export const text = (...parts: readonly (string | Expression)[]): Expression => ({
  ...{ op: 'text', kind: 'string', optional: false },
  parts: parts.map((part) => (typeof part === 'string' ? lit(part) : part)),
});

export const test = {
  present: (of: Expression): Expression => ({ op: 'present', of, kind: 'boolean', optional: false }),
  not: (of: Expression): Expression => ({ op: 'not', of, kind: 'boolean', optional: false }),
  both: (left: Expression, right: Expression): Expression => ({
    op: 'and',
    left,
    right,
    kind: 'boolean',
    optional: false,
  }),
  either: (left: Expression, right: Expression): Expression => ({
    op: 'or',
    left,
    right,
    kind: 'boolean',
    optional: false,
  }),
  compare: (left: Expression, operator: '==' | '!=' | '<' | '<=' | '>' | '>=', right: Expression): Expression => ({
    ...{ op: 'compare', operator, left, right, kind: 'boolean', optional: false },
  }),
};

export const absent: Expression = { op: 'absent', kind: 'any', optional: true };

export const fallback = (of: Expression, otherwise: Expression): Expression => ({
  ...{ op: 'fallback', of, otherwise, kind: of.kind, optional: otherwise.optional },
});

export const condition = (when: Expression, then: Expression, otherwise: Expression = absent): Expression => ({
  ...{ op: 'condition', test: when, then, otherwise, kind: then.kind, optional: then.optional || otherwise.optional },
});

export const call = (name: FunctionName, kind: ValueKind, ...args: readonly Expression[]): Call => ({
  ...{ op: 'call', name, args, kind, optional: false },
});

export const set = (key: string | Expression, value: Expression): Member => ({ does: 'set', key, value });

export const object = (...members: readonly (Member | { readonly [key: string]: Expression })[]): Expression => ({
  ...{ op: 'object', kind: 'object', optional: false },
  members: members.flatMap((member) =>
    'does' in member && typeof member.does === 'string'
      ? [member as Member]
      : Object.entries(member).map(([key, value]) => set(key, value as Expression)),
  ),
});

export const add = (value: Expression): Element => ({ does: 'add', value });

export const list = (...elements: readonly Element[]): Expression => ({
  op: 'list',
  elements,
  kind: 'list',
  optional: false,
});
