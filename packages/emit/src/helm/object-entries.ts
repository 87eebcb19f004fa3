import { compareBytes } from '@wildermesser/manifest';
import type { Expression, Json, Loop, Member } from '@wildermesser/manifest/template';

/** A part of an object whose text does not depend on the other parts: no key can be there twice. */
export type Entry =
  | { readonly is: 'set'; readonly key: string; readonly value: Expression }
  | { readonly is: 'computed'; readonly key: Expression; readonly value: Expression }
  | {
      readonly is: 'choice';
      readonly test: Expression;
      readonly yes: readonly Entry[];
      readonly no: readonly Entry[];
    }
  /** All of a map but some keys. */
  | { readonly is: 'rest'; readonly of: Expression; readonly without: readonly string[] }
  /** A key unless a map, which is a rest of the same object, has it. */
  | { readonly is: 'unless'; readonly map: Expression; readonly key: string; readonly value: Expression }
  /** One entry for each of a map, under the same key. */
  | { readonly is: 'loop'; readonly loop: Loop; readonly value: Expression };

/** What `objectEntries` throws to itself where parts depend on each other. */
class Entangled extends Error {}

const absent: Expression = { op: 'absent', kind: 'any', optional: true };

const literal = (value: Json): Expression => {
  const kind = Array.isArray(value) ? 'list' : typeof value;
  return { op: 'literal', value, kind: kind === 'number' ? 'integer' : (kind as 'string'), optional: false };
};

/** Whether two expressions are written alike, wherever that was. */
export const expressionKey = (expression: Expression): string =>
  JSON.stringify(expression, (name, value: unknown) => (name === 'origin' ? undefined : value));

const isNot = (a: Expression, b: Expression): boolean =>
  (a.op === 'not' && expressionKey(a.of) === expressionKey(b)) ||
  (b.op === 'not' && expressionKey(b.of) === expressionKey(a));

/** An absent member of what is spread would not delete the one that is there. */
const spreadable = (members: readonly Member[]): readonly Member[] => {
  if (members.some((member) => member.does === 'set' && member.value.optional)) throw new Entangled();
  return members;
};

/** One side of a choice is written by itself, so that its own keys must not meet either. */
const branch = (of: Expression): Entry[] => (of.op === 'object' ? entriesOf(spreadable(of.members)) : spread(of));

const spread = (of: Expression): Entry[] => {
  switch (of.op) {
    case 'absent':
      return [];
    case 'literal':
      return Object.entries((of.value ?? {}) as { [key: string]: Json }).map(([key, value]) => ({
        is: 'set',
        key,
        value: literal(value),
      }));
    case 'object':
      return spreadable(of.members).flatMap(entryOf);
    case 'condition':
      return [{ is: 'choice', test: of.test, yes: branch(of.then), no: branch(of.otherwise) }];
    case 'fallback': {
      const { otherwise } = of;
      const isNothing =
        otherwise.op === 'absent' || (otherwise.op === 'literal' && JSON.stringify(otherwise.value) === '{}');
      return isNothing || (otherwise.op === 'object' && otherwise.members.length === 0)
        ? spread(of.of)
        : [{ is: 'rest', of, without: [] }];
    }
    default:
      return [{ is: 'rest', of, without: [] }];
  }
};

const entryOf = (member: Member): Entry[] => {
  if (member.does === 'spread') return spread(member.of);
  if (member.does === 'when') {
    return [{ is: 'choice', test: member.test, yes: entriesOf(member.members), no: [] }];
  }
  if (member.does === 'set') {
    const { key, value } = member;
    if (typeof key === 'string') return [{ is: 'set', key, value }];
    if (key.op !== 'literal' && value.optional) throw new Entangled();
    return [key.op === 'literal' ? { is: 'set', key: String(key.value), value } : { is: 'computed', key, value }];
  }
  const [only] = member.members;
  if (member.members.length !== 1 || only?.does !== 'set' || typeof only.key === 'string') throw new Entangled();
  const isSameKey = only.key.op === 'variable' && only.key.name === member.loop.key;
  if (!isSameKey || member.loop.over.kind !== 'object' || only.value.optional) throw new Entangled();
  return [{ is: 'loop', loop: member.loop, value: only.value }];
};

const keysOf = (entry: Entry): string[] => {
  if (entry.is === 'set' || entry.is === 'unless') return [entry.key];
  return entry.is === 'choice' ? [...new Set([...entry.yes, ...entry.no].flatMap(keysOf))] : [];
};

const isDynamic = (entry: Entry): boolean =>
  entry.is === 'choice' ? [...entry.yes, ...entry.no].some(isDynamic) : entry.is !== 'set';

/** What the entries say of a key, after what was said before. */
const settled = (entries: readonly Entry[], key: string, before: Expression): Expression =>
  entries.reduce((value: Expression, entry): Expression => {
    if (!keysOf(entry).includes(key)) return value;
    if (entry.is === 'set') return entry.value;
    if (entry.is !== 'choice') throw new Entangled();
    const [then, otherwise] = [settled(entry.yes, key, value), settled(entry.no, key, value)];
    const optional = then.optional || otherwise.optional;
    return {
      op: 'condition',
      test: entry.test,
      then,
      otherwise,
      kind: then.kind === otherwise.kind ? then.kind : 'any',
      optional,
    };
  }, before);

const withoutKey = (entry: Entry, key: string): Entry[] => {
  if (entry.is === 'set') return entry.key === key ? [] : [entry];
  if (entry.is !== 'choice') return [entry];
  const yes = entry.yes.flatMap((inner) => withoutKey(inner, key));
  const no = entry.no.flatMap((inner) => withoutKey(inner, key));
  return yes.length + no.length === 0 ? [] : [{ ...entry, yes, no }];
};

/** Opposite conditions one after the other become one. */
const paired = (entries: readonly Entry[]): Entry[] => {
  const result: Entry[] = [];
  for (const entry of entries) {
    const last = result.at(-1);
    if (
      entry.is === 'choice' &&
      last?.is === 'choice' &&
      isNot(entry.test, last.test) &&
      entry.no.length === 0 &&
      last.no.length === 0
    ) {
      result[result.length - 1] = { ...last, no: entry.yes };
    } else result.push(entry);
  }
  return result;
};

const leading = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

const rank = (key: string): number => (leading.includes(key) ? leading.indexOf(key) : leading.length);

/** The order in which manifests are written everywhere: few keys first, all others by bytes. */
const compareEntries = (a: Entry, b: Entry): number => {
  const [x, y] = [a, b].map((entry) => keysOf(entry).sort((k, l) => rank(k) - rank(l) || compareBytes(k, l))[0]);
  if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? 1 : -1;
  return rank(x) - rank(y) || compareBytes(x, y);
};

const single = (entries: readonly Entry[]): Entry[] => {
  let result = paired(entries);
  for (const key of new Set(result.flatMap(keysOf))) {
    if (result.filter((entry) => keysOf(entry).includes(key)).length < 2) continue;
    const value = settled(result, key, absent);
    result = [...result.flatMap((entry) => withoutKey(entry, key)), { is: 'set', key, value }];
  }
  return result;
};

const entriesOf = (members: readonly Member[]): Entry[] => {
  const raw = members.flatMap(entryOf);
  if (!raw.some(isDynamic)) return single(raw).sort(compareEntries);
  if (raw.length === 1) return raw;
  const place = raw.findIndex((entry) => entry.is === 'rest');
  const rest = raw[place];
  const others = raw.filter((_, i) => i !== place);
  if (rest?.is !== 'rest' || others.some((entry) => entry.is !== 'set')) throw new Entangled();
  const following = single(raw.slice(place + 1));
  const without = following.flatMap(keysOf).sort(compareBytes);
  const preceding = single(raw.slice(0, place)).flatMap((entry): Entry[] =>
    entry.is !== 'set' || without.includes(entry.key) ? [] : [{ ...entry, is: 'unless', map: rest.of }],
  );
  // The map is asked for each of these keys.
  if (preceding.length > 0 && rest.of.op !== 'field' && rest.of.op !== 'variable') throw new Entangled();
  return [...[...preceding, ...following].sort(compareEntries), { ...rest, without }];
};

/** The parts of an object in canonical order. Undefined: they depend on each other. */
export const objectEntries = (members: readonly Member[]): readonly Entry[] | undefined => {
  try {
    return entriesOf(members);
  } catch (error) {
    if (error instanceof Entangled) return undefined;
    throw error;
  }
};
