import type { Element, Expression, Loop, Member } from '@wildermesser/manifest/template';
import { expressionKey } from './object-entries.ts';

/** An object that several places of a chart have in common. */
export interface SharedPiece {
  /** Unique in the chart, named after the keys that lead to it. */
  readonly name: string;
  readonly expression: Expression;
}

interface Occurrences {
  readonly expression: Expression;
  readonly hints: string[];
}

type Visit = (expression: Expression, hint: string) => boolean;

const walkLoop = (loop: Loop, visit: Visit): void => walk(loop.over, '', visit);

const walkMembers = (members: readonly Member[], visit: Visit): void => {
  for (const member of members) {
    if (member.does === 'set') walk(member.value, typeof member.key === 'string' ? member.key : '', visit);
    else if (member.does === 'when') walkMembers(member.members, visit);
    else if (member.does === 'each') {
      walkLoop(member.loop, visit);
      walkMembers(member.members, visit);
    }
  }
};

const walkElements = (elements: readonly Element[], visit: Visit): void => {
  for (const element of elements) {
    if (element.does === 'add') walk(element.value, '', visit);
    else if (element.does === 'spread') walk(element.of, '', visit);
    else {
      if (element.does === 'each') walkLoop(element.loop, visit);
      walkElements(element.elements, visit);
    }
  }
};

/** Goes through what is written as YAML; a visit that answers no is not gone into. */
const walk = (expression: Expression, hint: string, visit: Visit): void => {
  if (!visit(expression, hint)) return;
  if (expression.op === 'object') walkMembers(expression.members, visit);
  else if (expression.op === 'list') walkElements(expression.elements, visit);
  else if (expression.op === 'condition') {
    walk(expression.then, hint, visit);
    walk(expression.otherwise, hint, visit);
  }
};

const dependsOnValues = (key: string): boolean => key.includes('"op":"parameter"') && !key.includes('"op":"variable"');

const isSure = (expression: Expression): boolean =>
  expression.op === 'object' &&
  expression.members.some(({ does, ...rest }) => does === 'set' && 'value' in rest && !rest.value.optional);

/** Names of definitions that the chart may need besides. */
const reserved = ['lower', 'order', 'text', 'toJson', 'toYaml', 'upper'];

const nameOf = (hints: readonly string[]): string => {
  if (hints.includes('matchLabels') || hints.includes('selector')) return 'selectorLabels';
  return hints.find((hint) => /^[A-Za-z][A-Za-z0-9]*$/.test(hint)) ?? 'piece';
};

/** Value-dependent objects that are written out at least twice, by the key of their expression; the outermost of them. */
export const sharedPieces = (manifests: readonly Element[]): ReadonlyMap<string, SharedPiece> => {
  const counted = new Map<string, number>();
  walkElements(manifests, (expression, hint) => {
    if (hint !== 'metadata' && isSure(expression)) {
      const key = expressionKey(expression);
      counted.set(key, (counted.get(key) ?? 0) + 1);
    }
    return true;
  });
  const found = new Map<string, Occurrences>();
  walkElements(manifests, (expression, hint) => {
    // What an object is called stays in its own file.
    if (hint === 'metadata' || !isSure(expression)) return true;
    const key = expressionKey(expression);
    if ((counted.get(key) ?? 0) < 2 || !dependsOnValues(key)) return true;
    const known = found.get(key);
    if (known === undefined) found.set(key, { expression, hints: [hint] });
    else known.hints.push(hint);
    return known === undefined;
  });
  const names = new Set(reserved);
  const pieces = new Map<string, SharedPiece>();
  for (const [key, { expression, hints }] of found) {
    if (hints.length < 2) continue;
    const stem = nameOf(hints);
    let name = stem;
    for (let i = 2; names.has(name); i++) name = `${stem}${i}`;
    names.add(name);
    pieces.set(key, { name, expression });
  }
  return pieces;
};
