import type { Element, Expression, Json, Loop } from '@wildermesser/manifest/template';
import { manifestFileName } from '../file-name.ts';
import { fileScope, type Scope } from './chart-scope.ts';
import { type ListEntry, listEntries } from './list-entries.ts';
import { narrowed } from './narrowing.ts';
import { argument } from './operand.ts';
import { loopHead, value } from './value.ts';
import { node } from './yaml-node.ts';

/** What stands around a manifest: a condition, or a loop that makes several of it. */
type Around = { readonly test: Expression; readonly holds: boolean } | { readonly loop: Loop };

/** A manifest of a template and the conditions under which it is there. */
export interface Place {
  readonly around: readonly Around[];
  readonly manifest: Expression;
}

const placesOf = (entries: readonly ListEntry[], around: readonly Around[]): Place[] =>
  entries.flatMap((entry): Place[] => {
    if (entry.is === 'add') return manifestPlaces(entry.value, around);
    if (entry.is === 'choice') {
      const { test } = entry;
      return [
        ...placesOf(entry.yes, [...around, { test, holds: true }]),
        ...placesOf(entry.no, [...around, { test, holds: false }]),
      ];
    }
    if (entry.is === 'loop') return placesOf(entry.body, [...around, { loop: entry.loop }]);
    const manifest: Expression = { op: 'variable', name: ' manifest', kind: 'object', optional: false };
    return [{ around: [...around, { loop: { over: entry.of, variable: ' manifest' } }], manifest }];
  });

const manifestPlaces = (manifest: Expression, around: readonly Around[]): Place[] =>
  manifest.op === 'condition'
    ? [
        ...manifestPlaces(manifest.then, [...around, { test: manifest.test, holds: true }]),
        ...manifestPlaces(manifest.otherwise, [...around, { test: manifest.test, holds: false }]),
      ]
    : [{ around, manifest }];

/** Every manifest of a template by itself. */
export const manifestsOf = (elements: readonly Element[]): Place[] => placesOf(listEntries(elements), []);

const fieldOf = (expression: Expression | undefined, key: string): Expression | undefined => {
  if (expression?.op === 'literal') {
    const value = (expression.value as { [key: string]: Json } | null)?.[key];
    return value === undefined ? undefined : { op: 'literal', value, kind: 'any', optional: false };
  }
  if (expression?.op !== 'object') return undefined;
  for (const member of expression.members.toReversed()) {
    if (member.does === 'set' && member.key === key) return member.value;
  }
  return undefined;
};

/** A string of a manifest as far as it is known without values; undefined where nothing of it is. */
export const knownText = (manifest: Expression, ...path: readonly string[]): string | undefined => {
  const expression = path.reduce(fieldOf, manifest as Expression | undefined);
  if (expression?.op === 'literal') return typeof expression.value === 'object' ? undefined : String(expression.value);
  if (expression?.op !== 'text') return undefined;
  const parts = expression.parts.map((part) => (part.op === 'literal' ? String(part.value) : '-'));
  const text = parts
    .join('')
    .replace(/[^a-z0-9]+/gi, '-')
    .replace(/^-|-$/g, '');
  return text === '' ? undefined : text;
};

/** The first port of a Service, where it is known without values. */
export const knownPort = (manifest: Expression): number | undefined => {
  const ports = fieldOf(fieldOf(manifest, 'spec'), 'ports');
  const [element] = ports?.op === 'list' ? ports.elements : [];
  const [item] = ports?.op === 'literal' && Array.isArray(ports.value) ? (ports.value as readonly Json[]) : [];
  const first: Expression | undefined =
    element?.does === 'add'
      ? element.value
      : item === undefined
        ? undefined
        : { op: 'literal', value: item, kind: 'object', optional: false };
  const port = fieldOf(first, 'port');
  return port?.op === 'literal' && typeof port.value === 'number' ? port.value : undefined;
};

/** The path of a manifest's file, unlike those that are taken. */
const pathOf = (manifest: Expression, position: number, taken: ReadonlySet<string>): string => {
  const kind = knownText(manifest, 'kind') ?? 'manifest';
  const name = knownText(manifest, 'metadata', 'name') ?? String(position);
  const group = /^(.+)\//.exec(knownText(manifest, 'apiVersion') ?? '')?.[1] ?? '';
  const named = (name: string, isShared: boolean): string =>
    `templates/${manifestFileName({ group, kind, namespace: '', name }, '', () => isShared)}`;
  const candidates = [named(name, false), ...(group === '' ? [] : [named(name, true)])];
  for (let i = 2; candidates.every((path) => taken.has(path)); i++) candidates.push(named(`${name}-${i}`, false));
  return candidates.find((path) => !taken.has(path)) as string;
};

const documentLines = ({ around: [outer, ...around], manifest }: Place, scope: Scope, inLoop: boolean): string[] => {
  if (outer === undefined) {
    const { before, inline, lines } = node(manifest, { column: 0, listColumn: 0, hint: 'manifest' }, scope);
    return [...(inLoop ? ['---'] : []), ...before, ...(inline === undefined ? [] : [inline]), ...lines];
  }
  if ('loop' in outer) {
    const { head, inner } = loopHead(outer.loop, scope);
    return [...head, ...documentLines({ around, manifest }, inner, true), '{{- end }}'];
  }
  const test = value(outer.test, scope);
  const text = outer.holds ? test.text : `not ${argument(test)}`;
  return [
    ...test.before,
    `{{- if ${text} }}`,
    ...documentLines({ around, manifest }, narrowed(scope, outer.test, outer.holds), inLoop),
    '{{- end }}',
  ];
};

/** The files below `templates/` that make manifests, one for each. */
export const templateFiles = (places: readonly Place[], scope: Scope): Map<string, string> => {
  const files = new Map<string, string>();
  for (const [i, place] of places.entries()) {
    const path = pathOf(place.manifest, i + 1, new Set(files.keys()));
    files.set(path, `${documentLines(place, fileScope(scope), false).join('\n')}\n`);
  }
  return files;
};
