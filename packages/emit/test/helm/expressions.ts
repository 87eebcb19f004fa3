/** Short ways to write expressions down in tests. */
import type {
  Compare,
  Element,
  Expression,
  FunctionName,
  Json,
  Member,
  ValueKind,
} from '@wildermesser/manifest/template';

const kindOf = (value: Json): ValueKind => {
  if (Array.isArray(value)) return 'list';
  if (value === null) return 'any';
  const type = typeof value;
  return type === 'number' ? (Number.isInteger(value) ? 'integer' : 'number') : (type as ValueKind);
};

export const literal = (value: Json): Expression => ({ op: 'literal', value, kind: kindOf(value), optional: false });
export const absent: Expression = { op: 'absent', kind: 'any', optional: true };
export const values: Expression = { op: 'parameter', name: 'values', kind: 'object', optional: false };
export const release: Expression = { op: 'parameter', name: 'release', kind: 'object', optional: false };
export const variable = (name: string, kind: ValueKind): Expression => ({
  op: 'variable',
  name,
  kind,
  optional: false,
});

type Part = Expression | string | number | boolean;

/** An expression as it is, anything else as literal. */
export const of = (part: Part): Expression => (typeof part === 'object' ? part : literal(part));

/** `a.b?.c?` of the values: a question mark behind a name says that it may be absent. */
export const at = (path: string, kind: ValueKind, from: Expression = values): Expression => {
  const names = path.split('/');
  return names.reduce((outer: Expression, name, i): Expression => {
    const optional = outer.optional || name.endsWith('?');
    const plain = name.replace(/\?$/, '');
    return { op: 'field', of: outer, name: plain, kind: i === names.length - 1 ? kind : 'object', optional };
  }, from);
};

export const item = (container: Expression, position: Part, kind: ValueKind): Expression => ({
  ...{ op: 'item', of: container, at: of(position) },
  ...{ kind, optional: true },
});
export const text = (...parts: readonly Part[]): Expression => ({
  ...{ op: 'text', parts: parts.map(of) },
  ...{ kind: 'string', optional: false },
});
export const compare = (left: Part, operator: Compare['operator'], right: Part): Expression => ({
  ...{ op: 'compare', operator, left: of(left), right: of(right) },
  ...{ kind: 'boolean', optional: false },
});
export const logic = (op: 'and' | 'or', left: Part, right: Part): Expression => ({
  ...{ op, left: of(left), right: of(right) },
  ...{ kind: 'boolean', optional: false },
});
export const not = (part: Part): Expression => ({ op: 'not', of: of(part), kind: 'boolean', optional: false });
export const present = (part: Expression): Expression => ({
  op: 'present',
  of: part,
  kind: 'boolean',
  optional: false,
});
export const fallback = (first: Expression, otherwise: Part): Expression => ({
  ...{ op: 'fallback', of: first, otherwise: of(otherwise) },
  ...{ kind: first.kind, optional: of(otherwise).optional },
});
export const condition = (test: Part, yes: Part, no: Part): Expression => {
  const [a, b] = [of(yes), of(no)];
  const kind = a.op === 'absent' || a.kind === b.kind ? b.kind : b.op === 'absent' ? a.kind : 'any';
  const optional = a.optional || b.optional;
  return {
    op: 'condition',
    test: of(test),
    ...Object.fromEntries([['then', a]]),
    otherwise: b,
    kind,
    optional,
  } as Expression;
};
export const call = (name: FunctionName, kind: ValueKind, ...args: readonly Part[]): Expression => ({
  ...{ op: 'call', name, args: args.map(of) },
  ...{ kind, optional: false },
});

export const set = (key: string | Expression, value: Part): Member => ({ does: 'set', key, value: of(value) });
export const spread = (expression: Expression): Member & Element => ({ does: 'spread', of: expression });
export const when = (test: Part, ...members: readonly Member[]): Member => ({ does: 'when', test: of(test), members });
export const each = (
  over: Expression,
  name: string,
  key: string | undefined,
  ...members: readonly Member[]
): Member => ({
  does: 'each',
  loop: { over, variable: name, ...(key === undefined ? {} : { key }) },
  members,
});
export const object = (...members: readonly Member[]): Expression => ({
  op: 'object',
  members,
  kind: 'object',
  optional: false,
});

/** An object of static keys. */
export const fields = (of_: { readonly [key: string]: Part }): Expression =>
  object(...Object.entries(of_).map(([key, value]) => set(key, value)));

export const add = (value: Part): Element => ({ does: 'add', value: of(value) });
export const addWhen = (test: Part, ...elements: readonly Element[]): Element => ({
  does: 'when',
  test: of(test),
  elements,
});
export const addEach = (
  over: Expression,
  name: string,
  key: string | undefined,
  ...elements: readonly Element[]
): Element => ({
  does: 'each',
  loop: { over, variable: name, ...(key === undefined ? {} : { key }) },
  elements,
});
export const list = (...elements: readonly Element[]): Expression => ({
  op: 'list',
  elements,
  kind: 'list',
  optional: false,
});
