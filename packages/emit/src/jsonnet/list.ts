import type { Element } from '@wildermesser/manifest/template';
import { atom, binary, type Code, ifThen, levels, std } from './code.ts';
import { type Doc, group, line, nest, separated, soft } from './doc.ts';
import { listDoc, literal } from './literal.ts';
import { forClause, source } from './loop.ts';
import { present, withFallback } from './reach.ts';
import { given, type Scope } from './scope.ts';

type Each = Extract<Element, { does: 'each' }>;

/** `[value for … if …]` as its parts; a body of more than one value is a list. */
interface Comprehension {
  readonly value: Doc;
  readonly clauses: readonly Doc[];
  readonly flat: boolean;
}

const through = (each: Each, scope: Scope): Comprehension => {
  const { doc, scope: inner } = forClause(each.loop, each.elements, scope);
  const rest = body(each.elements, inner);
  return { ...rest, clauses: [doc, ...rest.clauses] };
};

const body = (elements: readonly Element[], scope: Scope): Comprehension => {
  const [only] = elements;
  if (elements.length !== 1 || only === undefined || only.does === 'spread')
    return { value: list(elements, scope).doc, clauses: [], flat: false };
  if (only.does === 'add') return { value: present(only.value, scope).doc, clauses: [], flat: true };
  if (only.does === 'each') return through(only, scope);
  const rest = body(only.elements, given(scope, only.test));
  return { ...rest, clauses: [['if ', present(only.test, scope).doc], ...rest.clauses] };
};

/** A list, or the keys or values of a map, that a loop only goes through. */
const unchanged = ({ loop, elements }: Each, scope: Scope): Code | undefined => {
  const [only] = elements;
  if (elements.length !== 1 || only?.does !== 'add' || only.value.op !== 'variable') return undefined;
  const isMap = loop.over.kind === 'object';
  if (only.value.name === loop.variable) return isMap ? std('objectValues', source(loop, scope)) : source(loop, scope);
  return isMap && only.value.name === loop.key ? std('objectFields', source(loop, scope)) : undefined;
};

/** What a loop gives, as a list. */
const comprehension = (each: Each, scope: Scope): Code => {
  const same = unchanged(each, scope);
  if (same) return same;
  const { value, clauses, flat } = through(each, scope);
  const code = atom(group('[', nest(soft, separated([value, ...clauses], line)), soft, ']'));
  return flat ? code : std('flattenArrays', code);
};

const term = (element: Exclude<Element, { does: 'add' }>, scope: Scope): Code => {
  if (element.does === 'spread') return withFallback(element.of, literal([]), scope);
  if (element.does === 'each') return comprehension(element, scope);
  return ifThen(present(element.test, scope), list(element.elements, given(scope, element.test)), literal([]));
};

/** A list put together: literal lists, other lists and loops, joined with `+`. */
export const list = (elements: readonly Element[], scope: Scope): Code => {
  const terms: Code[] = [];
  let added: Doc[] = [];
  const flush = (): void => {
    if (added.length > 0) terms.push(atom(listDoc(added)));
    added = [];
  };
  for (const element of elements) {
    if (element.does === 'add') added.push(present(element.value, scope).doc);
    else {
      flush();
      terms.push(term(element, scope));
    }
  }
  flush();
  return terms.length === 0 ? literal([]) : terms.reduce((left, right) => binary(left, '+', right, levels.sum));
};
