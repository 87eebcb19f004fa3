import type { ValuesSchema } from '@wildermesser/manifest/template';

/** A named template of `_helpers.tpl`. */
export interface Definition {
  /** One sentence for the reader of the chart. */
  readonly about: string;
  /** The lines behind its head, its end included. */
  readonly lines: readonly string[];
}

export type Definitions = Map<string, Definition>;

/** What a place in a template can see, and what the chart as a whole has collected. */
export interface Scope {
  /** Prefix of all definitions: they are visible in every chart of a release. */
  readonly chart: string;
  readonly schema: ValuesSchema;
  /** How the root is written here: nothing where `.` is the root, `$` inside of loops. */
  readonly root: '' | '$';
  /** Go's names of the variables that loops around this place bind. */
  readonly variables: ReadonlyMap<string, string>;
  /** Expressions that tests around this place have found present. */
  readonly present: ReadonlySet<string>;
  /** Go's names that are taken; grows. */
  readonly taken: Set<string>;
  readonly definitions: Definitions;
  /** Names of the pieces that several places include, by the text of their expression. */
  readonly pieces: ReadonlyMap<string, string>;
}

/** The scope of a file of its own. */
export const fileScope = (scope: Scope): Scope => ({ ...scope, root: '', variables: new Map(), taken: new Set() });

/** The scope inside of a loop, where `.` is something else. */
export const loopScope = (scope: Scope, variables: readonly (readonly [string, string])[]): Scope => ({
  ...scope,
  root: '$',
  variables: new Map([...scope.variables, ...variables]),
});

/** A Go variable that nobody has yet, named like `hint`. */
export const freshVariable = (hint: string, scope: Scope): string => {
  const stem = hint.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '');
  const name = `$${/^[A-Za-z]/.test(stem) ? stem : 'value'}`;
  let free = name;
  for (let i = 2; scope.taken.has(free); i++) free = `${name}${i}`;
  scope.taken.add(free);
  return free;
};

/** The call of a definition of this chart, which is added unless it is there. */
export const helper = (name: string, about: string, lines: readonly string[], scope: Scope): string => {
  const full = `${scope.chart}.${name}`;
  scope.definitions.set(full, { about, lines: [...lines, '{{- end }}'] });
  return `include "${full}"`;
};
