import type { Element, Expression, Json, Member } from '@wildermesser/manifest/template';
import { atom, binary, type Code, data, ifThen, levels, operand } from './code.ts';
import { type Doc, group, line, nest } from './doc.ts';
import { list } from './list.ts';
import { braced, keyText, literal, quoted } from './literal.ts';
import { forClause } from './loop.ts';
import { isPresent, negation, present, withFallback } from './reach.ts';
import { given, mayBeAbsent, pathKey, type Scope } from './scope.ts';

type SetMember = Extract<Member, { does: 'set' }>;

/** Whether setting an absent value may have to remove what an earlier member has set, in this order of members. */
const mayRemove = (members: readonly Member[], earlier: { keys: Set<string>; any: boolean }): boolean =>
  members.some((member) => {
    if (member.does === 'when') return mayRemove(member.members, earlier);
    if (member.does === 'each') return mayRemove(member.members, earlier) || mayRemove(member.members, earlier);
    if (member.does === 'spread') {
      earlier.any = true;
      return false;
    }
    const fixed = fixedKey(member.key);
    const met = earlier.any || (fixed === undefined ? earlier.keys.size > 0 : earlier.keys.has(fixed));
    if (fixed === undefined) earlier.any = true;
    else earlier.keys.add(fixed);
    return met && member.value.optional;
  });

/** The key where it is known now. */
const fixedKey = (key: string | Expression): string | undefined => {
  if (typeof key === 'string') return key;
  if (key.op === 'literal') return String(key.value);
  if (key.op !== 'text') return undefined;
  const parts = key.parts.map(fixedKey);
  return parts.includes(undefined) ? undefined : parts.join('');
};

const keyCode = (key: Expression, scope: Scope): Code => {
  const code = present(key, scope);
  return key.kind === 'string' ? code : { doc: ["'' + ", operand(code, levels.product)], level: levels.sum };
};

/** `key: value`; a path, or an `if` of several lines, goes to a line of its own where it does not fit. */
const field = (key: Doc, value: Code): Doc =>
  value.level === levels.open || value.path ? group(key, ':', nest(line, value.doc)) : [key, ': ', value.doc];

/** One field of a literal, with the condition under which it is there; undefined where it takes more than that. */
const conditional = (member: SetMember, scope: Scope): { test?: Code; value: Code } | undefined => {
  const { value } = member;
  if (!mayBeAbsent(value, scope)) return { value: present(value, scope) };
  if (value.op === 'condition' && value.otherwise.op === 'absent') {
    const inner = given(scope, value.test);
    if (!mayBeAbsent(value.then, inner)) return { test: present(value.test, scope), value: present(value.then, inner) };
  }
  if (value.op === 'condition' && value.then.op === 'absent' && !mayBeAbsent(value.otherwise, scope)) {
    return { test: negation(value.test, scope), value: present(value.otherwise, scope) };
  }
  return pathKey(value) === undefined ? undefined : { test: isPresent(value, scope), value: present(value, scope) };
};

const join = (left: Code, right: Code): Code =>
  left.path && right.braces
    ? { doc: [left.doc, ' ', right.doc], level: levels.atom }
    : binary(left, '+', right, levels.sum);

/** Objects joined with `+`, the empty ones left out. */
const joined = (terms: readonly Code[]): Code => {
  const [first, ...rest] = terms.filter(({ doc }) => doc !== '{}');
  return first === undefined ? literal({}) : rest.reduce(join, first);
};

const chain = (members: readonly Member[], scope: Scope): Code => {
  const terms: Code[] = [];
  let fields: Doc[] = [];
  let keys = new Set<string>();
  const flush = (): void => {
    if (fields.length > 0) terms.push(braced(fields));
    fields = [];
    keys = new Set();
  };
  const term = (code: Code): void => {
    flush();
    terms.push(code);
  };
  const set = (member: SetMember, within: Scope, outerTest?: Code): void => {
    const { value } = member;
    if (value.op === 'absent') return;
    const key = fixedKey(member.key) ?? member.key;
    const found = conditional(member, within);
    const name = typeof key === 'string' ? atom(quoted(key)) : keyCode(key, within);
    if (found === undefined) {
      term(data('optional', name, scope.write(value, within)));
      return;
    }
    if (typeof key !== 'string' || keys.has(key)) flush();
    const test = outerTest ?? found.test;
    if (test) fields.push(field(['[if ', operand(test, levels.or), ' then ', name.doc, ']'], found.value));
    else fields.push(field(typeof key === 'string' ? keyText(key) : ['[', name.doc, ']'], found.value));
    if (typeof key === 'string') keys.add(key);
    else flush();
  };
  for (const member of members) {
    if (member.does === 'set') set(member, scope);
    else if (member.does === 'spread') term(withFallback(member.of, literal({}), scope));
    else if (member.does === 'each') term(merged(member, scope));
    else {
      const inner = given(scope, member.test);
      const [only] = member.members;
      const test = present(member.test, scope);
      const simple = member.members.length === 1 && only?.does === 'set' && !mayBeAbsent(only.value, inner);
      if (simple) set(only, inner, test);
      else term(ifThen(test, chain(member.members, inner), literal({})));
    }
  }
  flush();
  return joined(terms);
};

const typed = { kind: 'object', optional: false } as const;

/** Members of one loop as objects that are merged in order. */
const objects = (members: readonly Member[]): readonly Element[] => {
  const [only] = members;
  if (members.length === 1 && only?.does === 'when')
    return [{ does: 'when', test: only.test, elements: objects(only.members) }];
  if (members.length === 1 && only?.does === 'each')
    return [{ does: 'each', loop: only.loop, elements: objects(only.members) }];
  return [{ does: 'add', value: { op: 'object', members, ...typed } }];
};

const merged = (each: Extract<Member, { does: 'each' }>, scope: Scope): Code => {
  const { loop, members } = each;
  const [only] = members;
  const key = only?.does === 'set' && typeof only.key !== 'string' ? only.key : undefined;
  const unique = key?.op === 'variable' && key.name === loop.key && loop.over.kind === 'object';
  if (members.length !== 1 || only?.does !== 'set' || key === undefined || !unique)
    return data('merge', list(objects([each]), scope));
  const { doc, scope: inner } = forClause(loop, members, scope);
  if (mayBeAbsent(only.value, inner)) return data('merge', list(objects([each]), scope));
  const member = field(['[', present(key, inner).doc, ']'], present(only.value, inner));
  return atom(group('{', nest(line, member, line, doc), line, '}'));
};

/** Members as steps: an object is merged, a pair of a key and null removes the key. */
const steps = (members: readonly Member[]): readonly Element[] =>
  members.map((member): Element => {
    if (member.does === 'when') return { does: 'when', test: member.test, elements: steps(member.members) };
    if (member.does === 'each') return { does: 'each', loop: member.loop, elements: steps(member.members) };
    const orElse = (of: Expression, value: Json): Expression =>
      of.optional ? { op: 'fallback', of, otherwise: { op: 'literal', value, ...typed }, ...typed } : of;
    if (member.does === 'spread') return { does: 'add', value: orElse(member.of, {}) };
    if (!member.value.optional) return { does: 'add', value: { op: 'object', members: [member], ...typed } };
    const { key } = member;
    const name: Expression =
      typeof key === 'string'
        ? { op: 'literal', value: key, kind: 'string', optional: false }
        : { op: 'text', parts: [key], kind: 'string', optional: false };
    const pair: readonly Element[] = [
      { does: 'add', value: name },
      { does: 'add', value: orElse(member.value, null) },
    ];
    return { does: 'add', value: { op: 'list', elements: pair, kind: 'list', optional: false } };
  });

/** An object put together: literal objects, conditional fields, other objects and loops, joined with `+`. */
export const object = (members: readonly Member[], scope: Scope): Code =>
  mayRemove(members, { keys: new Set(), any: false })
    ? data('build', list(steps(members), scope))
    : chain(members, scope);
