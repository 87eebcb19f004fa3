import type { MatchedChange } from '../model/object-change.ts';
import type { Rule } from '../model/rule.ts';

/** Objects that some rule reads of Applications that did not change. */
export interface Wanted {
  readonly group: string;
  /** `*`: any kind, of any group. */
  readonly kind: string;
  /** Absent: in any namespace, and cluster-scoped ones. */
  readonly namespace?: string;
}

const kindName = (kind: string, group: string): string => (group === '' ? kind : `${kind}.${group}`);

const split = (name: string): Pick<Wanted, 'group' | 'kind'> => {
  const dot = name.indexOf('.');
  return dot === -1 ? { kind: name, group: '' } : { kind: name.slice(0, dot), group: name.slice(dot + 1) };
};

/** What the rules read beyond the changed Applications, given what changed. Sorted, each once. */
export const wantedBy = (
  rules: readonly Pick<Rule, 'needs'>[],
  changes: readonly MatchedChange[],
): readonly Wanted[] => {
  const needs = rules.flatMap(({ needs = [] }) => needs);
  const wanted = new Map<string, Wanted>();
  const want = (name: string, namespace: string | undefined): void => {
    const each = namespace === undefined ? split(name) : { ...split(name), namespace };
    wanted.set(`${name}\n${namespace ?? ''}`, each);
  };
  for (const { identity } of changes) {
    const name = kindName(identity.kind, identity.group);
    const isNamespace = name === 'Namespace';
    for (const { changed, reads, sameNamespace = false } of needs) {
      if (!changed.includes(name) && !changed.includes('*')) continue;
      const namespace = isNamespace ? identity.name : identity.namespace;
      if (sameNamespace && namespace === '') continue;
      for (const read of reads) want(read, sameNamespace ? namespace : undefined);
    }
  }
  return [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
};
