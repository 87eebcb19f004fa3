import type { Element, Expression, Loop, Member } from '@wildermesser/manifest/template';
import { atom, type Code, data, path, std } from './code.ts';
import type { Doc } from './doc.ts';
import { literal } from './literal.ts';
import { present, withFallback } from './reach.ts';
import { bind, freeName, mayBeAbsent, pathKey, type Scope } from './scope.ts';

/** `for … in …`, and the scope of what stands before it. */
export interface Clause {
  readonly doc: Doc;
  readonly scope: Scope;
}

const clause = (name: string, source: Code, scope: Scope): Clause => ({
  doc: ['for ', name, ' in ', source.doc],
  scope,
});

const isSimple = (over: Expression): boolean => pathKey(over) !== undefined;

/** How often the body reads the variable. */
const reads = (body: unknown, variable: string): number => {
  if (typeof body !== 'object' || body === null) return 0;
  const { op, name } = body as { readonly op?: unknown; readonly name?: unknown };
  if (op === 'literal') return 0;
  if (op === 'variable') return name === variable ? 1 : 0;
  return Object.values(body).reduce((sum: number, child) => sum + reads(child, variable), 0);
};

/** What a loop goes through, empty where it is absent. */
export const source = ({ over }: Loop, scope: Scope): Code =>
  mayBeAbsent(over, scope)
    ? withFallback(over, literal(over.kind === 'object' ? {} : []), scope)
    : present(over, scope);

/** Goes through a list or a map the way that suits what the body reads. */
export const forClause = (loop: Loop, body: readonly (Element | Member)[], scope: Scope): Clause => {
  const { over, variable, key } = loop;
  const isMap = over.kind === 'object';
  const all = source(loop, scope);
  if (key === undefined || reads(body, key) === 0) {
    const name = freeName(variable, scope);
    return clause(name, isMap ? std('objectValues', all) : all, bind(scope, variable, path(name), name));
  }
  if (!isSimple(over) || reads(body, variable) > 2) {
    const name = freeName(variable, scope);
    const inner = bind(bind(scope, variable, path([name, '.value']), name), key, path([name, '.key']));
    return clause(name, isMap ? std('objectKeysValues', all) : data('entries', all), inner);
  }
  const name = freeName(key, scope);
  const item = path([present(over, scope).doc, '[', name, ']']);
  const inner = bind(bind(scope, key, path(name), name), variable, item);
  const last = atom([std('length', all).doc, ' - 1']);
  return clause(name, isMap ? std('objectFields', all) : std('range', literal(0), last), inner);
};
