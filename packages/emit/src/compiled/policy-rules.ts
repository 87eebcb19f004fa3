import { type ApiAccess, compareBytes } from '@wildermesser/manifest';
import type { PolicyRule } from '@wildermesser/manifest/rbac/v1';

const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].sort(compareBytes);

/** Groups by a key, in the order of the keys. */
const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => string): (readonly Item[])[] => {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups].sort(([a], [b]) => compareBytes(a, b)).map(([, held]) => held);
};

interface Grant {
  readonly group: string;
  readonly resource: string;
  readonly names: readonly string[];
  readonly verbs: readonly string[];
}

/** What is granted on one resource: without names wherever one call is made for any object. */
const grantsOf = (accesses: readonly ApiAccess[]): Grant[] => {
  const [first] = accesses;
  if (first === undefined) return [];
  const { group, resource } = first;
  const open = sorted(accesses.filter(({ names }) => names === undefined).map(({ verb }) => verb));
  const named = accesses.filter(({ verb }) => !open.includes(verb));
  const byVerb = grouped(named, ({ verb }) => verb).map((same) => ({
    ...{ group, resource, verbs: [same[0]?.verb ?? ''], names: sorted(same.flatMap(({ names = [] }) => names)) },
  }));
  const merged = grouped(byVerb, ({ names }) => names.join('\n')).map((same) => ({
    ...{ group, resource, names: same[0]?.names ?? [], verbs: sorted(same.flatMap(({ verbs }) => verbs)) },
  }));
  return [...(open.length === 0 ? [] : [{ group, resource, names: [], verbs: open }]), ...merged];
};

/**
 * The rules that allow exactly these accesses. Resources of one group that are allowed the same stand in one rule; no rule has
 * a wildcard.
 */
export const policyRules = (accesses: readonly ApiAccess[]): readonly PolicyRule[] => {
  const grants = grouped(accesses, ({ group, resource }) => `${group}\n${resource}`).flatMap(grantsOf);
  return grouped(grants, ({ group, verbs, names, resource }) =>
    [group, verbs.join(' '), names.length === 0 ? '' : `${resource} ${names.join(' ')}`].join('\n'),
  ).map((same) => {
    const { group, names, verbs } = same[0] as Grant;
    return {
      apiGroups: [group],
      resources: sorted(same.map(({ resource }) => resource)),
      ...(names.length === 0 ? {} : { resourceNames: names }),
      verbs,
    };
  });
};
