import fc from 'fast-check';
import type { Compare, Element, Expression, FunctionName, Json, Loop, Member, ValueKind } from '../expression.ts';
import { type Scope, same, string, typed, walk } from './reachable.ts';
import { fields, kindOf, mapKey, safeInteger, type ValueType } from './value-type.ts';

type Drawn<T = Expression> = fc.Arbitrary<T>;

const literal = (value: Json, kind: ValueKind): Expression => ({ op: 'literal', value, ...typed(kind) });

const call = (name: FunctionName, kind: ValueKind, ...args: readonly Drawn[]): Drawn =>
  fc.tuple(...args).map((drawn) => ({ op: 'call', name, args: drawn, ...typed(kind) }));

const condition = (test: Expression, then: Expression, otherwise: Expression, kind: ValueKind): Expression => ({
  ...{ op: 'condition', test, then, otherwise },
  ...typed(kind, then.optional || otherwise.optional),
});

const isPresent = (of: Expression): Expression => ({ op: 'present', of, ...typed('boolean') });

/** A path as a compiler may give it behind a test for its presence: as it was, known to be there, or with its parents. */
const narrowed = (path: Expression, how: 'not' | 'itself' | 'parents'): Expression => {
  if (how === 'not') return path;
  const of = path.op === 'field' && how === 'parents' ? { of: narrowed(path.of, how) } : {};
  return { ...path, ...of, optional: false } as Expression;
};

const narrowing = fc.constantFrom('not', 'itself', 'parents');

const operators: readonly Compare['operator'][] = ['==', '!=', '<', '<=', '>', '>='];

type Named<T> = (name: Expression) => T;

/** What can be drawn at a place: each keeps the preconditions of its expressions, and nests at most `depth` deep. */
export interface Expressions {
  /** One element of a component's list: a manifest, one under a test, or one per entry of a list; still to be named. */
  readonly manifests: (scope: Scope, depth: number) => Drawn<(name: string) => Element>;
}

/** Arbitraries of well-typed expressions whose literal strings are drawn from `text`. */
export const expressions = (text: Drawn<string>): Expressions => {
  const made = new Map<string, Drawn<unknown>>();
  /** The same arbitrary for the same question: without it their number would grow with a power of the depth. */
  const once =
    <T>(name: string, make: (scope: Scope, depth: number) => Drawn<T>) =>
    (scope: Scope, depth: number): Drawn<T> => {
      const key = `${name} ${depth} ${scope.key}`;
      const known = (made.get(key) as Drawn<T> | undefined) ?? make(scope, depth);
      made.set(key, known);
      return known;
    };

  const inner = (scope: Scope, item: ValueType, key: ValueKind): Scope => {
    const variable = (name: string, type: ValueType) =>
      walk({ op: 'variable', name: `${name}${scope.level}`, ...typed(kindOf(type)) }, type);
    return {
      key: `${scope.key}/${item.kind}-${key}`,
      level: scope.level + 1,
      paths: [...variable('item', item), ...variable('key', { kind: key } as ValueType), ...scope.paths],
    };
  };

  /** Ways to have a present value of any type: as it is, with a fallback, or in the branch of a test for presence. */
  const ways = (scope: Scope, depth: number, type: ValueType, base: (s: Scope, d: number) => Drawn): Drawn[] => {
    const paths = scope.paths.filter((path) => same(path.type, type)).map(({ expression }) => expression);
    const sure = paths.filter(({ optional }) => !optional);
    const unsure = paths.filter(({ optional }) => optional);
    const kind = kindOf(type);
    if (depth === 0) return sure.length > 0 ? [fc.constantFrom(...sure)] : [];
    const rest = base(scope, depth - 1);
    const guarded =
      unsure.length === 0
        ? []
        : [
            fc.tuple(fc.constantFrom(...unsure), rest).map(
              ([of, otherwise]): Expression => ({
                op: 'fallback',
                of,
                otherwise,
                ...typed(kind, otherwise.optional),
              }),
            ),
            fc
              .tuple(fc.constantFrom(...unsure), rest, narrowing)
              .map(([path, otherwise, how]) => condition(isPresent(path), narrowed(path, how), otherwise, kind)),
          ];
    return [
      ...(sure.length > 0 ? [fc.constantFrom(...sure)] : []),
      ...guarded,
      fc.tuple(booleans(scope, depth - 1), rest, rest).map(([test, a, b]) => condition(test, a, b, kind)),
    ];
  };

  const pick = <T>(...all: readonly Drawn<T>[]): Drawn<T> => fc.oneof({ withCrossShrink: true }, ...all);

  const strings: (scope: Scope, depth: number) => Drawn = once('string', (scope, depth) => {
    const plain = text.map((value) => literal(value, 'string'));
    const reach = ways(scope, depth, string, strings);
    if (depth === 0) return pick(plain, ...reach);
    const [s, i, l] = [strings(scope, depth - 1), integers(scope, depth - 1), lists(scope, depth - 1)];
    const map = maps(scope, depth - 1);
    const sought = fc.oneof(
      fc.constantFrom('a', '-', '.', '\\', '$1', '%', "'", '\n', '🙂'),
      text.filter((t) => t !== ''),
    );
    const item = fc.oneof(
      fc.tuple(
        l,
        fc.nat({ max: 4 }).map((n) => literal(n, 'integer')),
      ),
      fc.tuple(map, s),
    );
    return pick(
      ...[plain, ...reach],
      fc
        .array(pick(s, i, booleans(scope, depth - 1)), { maxLength: 4 })
        .map((parts) => ({ op: 'text', parts, ...typed('string') })),
      fc.tuple(item, s).map(
        ([[of, at], otherwise]): Expression => ({
          ...{ op: 'fallback', of: { op: 'item', of, at, ...typed('string', true) }, otherwise },
          ...typed('string'),
        }),
      ),
      ...(['lower', 'upper', 'trim', 'base64'] as const).map((name) => call(name, 'string', s)),
      call('join', 'string', l, s),
      call(
        'replace',
        'string',
        s,
        sought.map((value) => literal(value, 'string')),
        s,
      ),
      call('json', 'string', values(scope, depth - 1)),
    );
  });

  /** Integers between which arithmetic cannot leave the safe range. */
  const small = once('small', (scope, depth) => {
    const plain = fc.integer({ min: -20, max: 20 }).map((value) => literal(value, 'integer'));
    if (depth === 0) return plain;
    const divisor = fc.constantFrom(1, 2, 7, -3, 1000).map((value) => literal(value, 'integer'));
    return pick(plain, lengths(scope, depth - 1), call('modulo', 'integer', integers(scope, depth - 1), divisor));
  });

  const lengths = once('length', (scope, depth) =>
    call('length', 'integer', pick(strings(scope, depth), lists(scope, depth), maps(scope, depth))),
  );

  const integers: (scope: Scope, depth: number) => Drawn = once('integer', (scope, depth) => {
    const plain = safeInteger.map((value) => literal(value, 'integer'));
    const reach = ways(scope, depth, { kind: 'integer' }, integers);
    if (depth === 0) return pick(plain, ...reach);
    const [i, n] = [integers(scope, depth - 1), small(scope, depth - 1)];
    const divisor = fc.constantFrom(1, 2, 7, -3, 1000).map((value) => literal(value, 'integer'));
    const digits = fc.constantFrom('0', '42', '-7', '010', '9007199254740991').map((value) => literal(value, 'string'));
    return pick(
      ...[plain, ...reach, lengths(scope, depth - 1)],
      ...(['add', 'subtract', 'multiply'] as const).map((name) => call(name, 'integer', n, n)),
      ...(['divide', 'modulo'] as const).map((name) => call(name, 'integer', i, divisor)),
      ...(['min', 'max'] as const).map((name) => call(name, 'integer', i, i)),
      call(
        'toInteger',
        'integer',
        pick(
          digits,
          i.map((part) => ({ op: 'text', parts: [part], ...typed('string') })),
        ),
      ),
    );
  });

  const booleans: (scope: Scope, depth: number) => Drawn = once('boolean', (scope, depth) => {
    const plain = fc.boolean().map((value) => literal(value, 'boolean'));
    const unsure = scope.paths.map(({ expression }) => expression).filter(({ optional }) => optional);
    const there = fc.constantFrom(...unsure).map(isPresent);
    if (depth === 0) return pick(plain, there, ...ways(scope, 0, { kind: 'boolean' }, booleans));
    const [s, i, b] = [strings(scope, depth - 1), integers(scope, depth - 1), booleans(scope, depth - 1)];
    const compare = (of: Drawn, among: readonly Compare['operator'][]): Drawn =>
      fc
        .tuple(fc.constantFrom(...among), of, of)
        .map(([operator, left, right]) => ({ op: 'compare', operator, left, right, ...typed('boolean') }));
    const numbers = scope.paths.filter(({ type }) => same(type, { kind: 'list', of: { kind: 'integer' } }));
    return pick(
      ...[plain, there, ...ways(scope, depth, { kind: 'boolean' }, booleans)],
      ...[compare(s, operators), compare(i, operators), compare(b, ['==', '!='])],
      fc
        .tuple(fc.constantFrom('and', 'or'), b, b)
        .map(([op, left, right]): Expression => ({ op, left, right, ...typed('boolean') })),
      b.map((of) => ({ op: 'not', of, ...typed('boolean') })),
      fc.tuple(fc.constantFrom(...unsure.filter(({ kind }) => kind === 'boolean')), narrowing).map(
        ([of, how]): Expression => ({
          ...{ op: 'and', left: isPresent(of), right: narrowed(of, how) },
          ...typed('boolean'),
        }),
      ),
      fc
        .tuple(fc.constantFrom(...unsure.filter(({ kind }) => kind === 'string')), narrowing)
        .chain(([of, how]) =>
          compare(fc.oneof(fc.constant(narrowed(of, how)), s), operators).map(
            (right): Expression => ({ op: 'and', left: isPresent(of), right, ...typed('boolean') }),
          ),
        ),
      ...(['includes', 'startsWith', 'endsWith'] as const).map((name) => call(name, 'boolean', s, s)),
      call('includes', 'boolean', lists(scope, depth - 1), s),
      call('includes', 'boolean', fc.constantFrom(...numbers.map(({ expression }) => expression)), i),
    );
  });

  /** Lists of strings. */
  const lists: (scope: Scope, depth: number) => Drawn = once('list', (scope, depth) => {
    const plain = fc.array(text, { maxLength: 3 }).map((value) => literal(value, 'list'));
    const reach = ways(scope, depth, { kind: 'list', of: string }, lists);
    if (depth === 0) return pick(plain, ...reach);
    return pick(...[plain, ...reach], call('keys', 'list', maps(scope, depth - 1)), listOf(scope, depth, strings));
  });

  /** Maps of strings. */
  const maps: (scope: Scope, depth: number) => Drawn = once('map', (scope, depth) => {
    const plain = fc
      .dictionary(mapKey(text), text, { maxKeys: 3, noNullPrototype: true })
      .map((value) => literal(value, 'object'));
    const reach = ways(scope, depth, { kind: 'map', of: string }, maps);
    if (depth === 0) return pick(plain, ...reach);
    return pick(...[plain, ...reach], objectOf(scope, depth, strings));
  });

  /** Anything present. */
  const values: (scope: Scope, depth: number) => Drawn = once('value', (scope, depth) => {
    const all = [strings, integers, booleans, lists, maps].map((make) => make(scope, depth));
    const wholes = scope.paths.filter(
      ({ type }) => type.kind === 'any' || type.kind === 'object' || type.kind === 'list',
    );
    const sure = fc.constantFrom(...wholes.map(({ expression }) => expression).filter(({ optional }) => !optional));
    if (depth === 0) return pick(...all, sure);
    return pick(...all, sure, listOf(scope, depth, values), objectOf(scope, depth, values));
  });

  /** What may be missing, of the type that `make` draws. */
  const maybe = (scope: Scope, depth: number, make: (scope: Scope, depth: number) => Drawn): Drawn => {
    const value = make(scope, depth);
    const absent = value.map((then): Expression => ({ op: 'absent', ...typed(then.kind, true) }));
    const unsure = scope.paths.filter(
      ({ expression, type }) =>
        expression.optional && (make === values || type.kind === (make === maps ? 'map' : 'string')),
    );
    const only = fc
      .tuple(booleans(scope, depth), value, absent)
      .map(([test, then, otherwise]) => condition(test, then, otherwise, then.kind));
    return pick(value, absent, only, fc.constantFrom(...unsure.map(({ expression }) => expression)));
  };

  const loops = <T>(
    scope: Scope,
    depth: number,
    body: (scope: Scope) => Drawn<T>,
  ): Drawn<{ loop: Loop; body: T }>[] => {
    const through = (over: Drawn, item: ValueType, key: ValueKind) =>
      fc.tuple(over, body(inner(scope, item, key))).map(([source, drawn]) => ({
        loop: { over: source, variable: `item${scope.level}`, key: `key${scope.level}` },
        body: drawn,
      }));
    if (scope.level >= 2) return [];
    const reach = (test: (type: ValueType) => boolean): Drawn =>
      fc.constantFrom(...scope.paths.filter(({ type }) => test(type)).map(({ expression }) => expression));
    const isMap = (type: ValueType): boolean => type.kind === 'map';
    const object = fields.ports?.type as { of: ValueType };
    return [
      through(
        pick(
          lists(scope, depth),
          reach((type) => same(type, { kind: 'list', of: string })),
        ),
        string,
        'integer',
      ),
      through(
        reach((type) => type.kind === 'list' && type.of.kind === 'object'),
        object.of,
        'integer',
      ),
      through(pick(maps(scope, depth), reach(isMap)), string, 'string'),
    ];
  };

  const listOf = (scope: Scope, depth: number, of: (scope: Scope, depth: number) => Drawn): Drawn =>
    elements(scope, depth - 1, of).map((drawn) => ({ op: 'list', elements: drawn, ...typed('list') }));

  const elements = (scope: Scope, depth: number, of: (scope: Scope, depth: number) => Drawn): Drawn<Element[]> => {
    const add = of(scope, depth).map((value): Element => ({ does: 'add', value }));
    const spread = pick(
      lists(scope, depth),
      fc.constantFrom(
        ...scope.paths
          .filter(({ type }) => same(type, { kind: 'list', of: string }))
          .map(({ expression }) => expression),
      ),
    );
    const nested =
      depth === 0
        ? []
        : [
            fc
              .tuple(booleans(scope, depth - 1), elements(scope, depth - 1, of))
              .map(([test, all]): Element => ({ does: 'when', test, elements: all })),
            ...loops(scope, depth - 1, (within) => elements(within, depth - 1, of)).map((drawn) =>
              drawn.map(({ loop, body }): Element => ({ does: 'each', loop, elements: body })),
            ),
          ];
    return fc.array(
      pick(
        add,
        spread.map((list): Element => ({ does: 'spread', of: list })),
        ...nested,
      ),
      { maxLength: 3 },
    );
  };

  const objectOf = (scope: Scope, depth: number, of: (scope: Scope, depth: number) => Drawn): Drawn =>
    membersOf(scope, depth - 1, of).map((drawn) => ({ op: 'object', members: drawn, ...typed('object') }));

  const membersOf = (scope: Scope, depth: number, of: (scope: Scope, depth: number) => Drawn): Drawn<Member[]> => {
    const key = pick<string | Expression>(
      mapKey(text),
      strings(scope, depth).map(
        (drawn): Expression => ({ op: 'text', parts: [literal('k', 'string'), drawn], ...typed('string') }),
      ),
    );
    const set = fc
      .tuple(key, maybe(scope, depth, of))
      .map(([name, value]): Member => ({ does: 'set', key: name, value }));
    const spread = pick(
      maps(scope, depth),
      fc.constantFrom(...scope.paths.filter(({ type }) => type.kind === 'map').map(({ expression }) => expression)),
    );
    const nested =
      depth === 0
        ? []
        : [
            fc
              .tuple(booleans(scope, depth - 1), membersOf(scope, depth - 1, of))
              .map(([test, all]): Member => ({ does: 'when', test, members: all })),
            ...loops(scope, depth - 1, (within) => membersOf(within, depth - 1, of)).map((drawn) =>
              drawn.map(({ loop, body }): Member => ({ does: 'each', loop, members: body })),
            ),
          ];
    return fc.array(
      pick(
        set,
        spread.map((map): Member => ({ does: 'spread', of: map })),
        ...nested,
      ),
      { maxLength: 4 },
    );
  };

  const manifest = (scope: Scope, depth: number): Drawn<Named<Element>> =>
    fc.record({ data: maybe(scope, depth, maps), spec: values(scope, depth) }).map(({ data, spec }) => (name) => {
      const set = (key: string, value: Expression): Member => ({ does: 'set', key, value });
      const metadata: Expression = { op: 'object', members: [set('name', name)], ...typed('object') };
      const head = [set('apiVersion', literal('v1', 'string')), set('kind', literal('ConfigMap', 'string'))];
      const all = [...head, set('metadata', metadata), set('data', data), set('spec', spec)];
      return { does: 'add', value: { op: 'object', members: all, ...typed('object') } };
    });

  const manifests = (scope: Scope, depth: number): Drawn<(name: string) => Element> => {
    const one = manifest(scope, depth);
    const numbered = (name: string): Expression => ({
      op: 'text',
      parts: [literal(`${name}-`, 'string'), { op: 'variable', name: 'key0', ...typed('integer') }],
      ...typed('string'),
    });
    const perItem = loops(scope, 0, (within) => manifest(within, depth - 1)).slice(0, 2);
    return pick(
      one.map((make) => (name: string) => make(literal(name, 'string'))),
      fc.tuple(booleans(scope, depth), one).map(
        ([test, make]) =>
          (name: string): Element => ({ does: 'when', test, elements: [make(literal(name, 'string'))] }),
      ),
      ...perItem.map((drawn) =>
        drawn.map(
          ({ loop, body }) =>
            (name: string): Element => ({ does: 'each', loop, elements: [body(numbered(name))] }),
        ),
      ),
    );
  };

  return { manifests };
};
