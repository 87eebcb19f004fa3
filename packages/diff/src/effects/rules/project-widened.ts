import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { listed } from '../reading/amounts.ts';
import { touchedObjects } from '../reading/changed-objects.ts';
import { at, recordsOf, sameData, textOf, textsOf } from '../reading/fields.ts';

/** An AppProject lets its Applications do more: from more repositories, to more places, with more kinds. */
export const projectWidened: Rule = {
  name: 'project-widened',
  check: (context) =>
    touchedObjects(context).flatMap(({ base, head }) =>
      base !== undefined && head.identity.group === 'argoproj.io' && head.identity.kind === 'AppProject'
        ? judge(base, head)
        : [],
    ),
};

const kindText = (entry: unknown): string => {
  const [group, kind] = [textOf(at(entry, 'group')), textOf(at(entry, 'kind'))];
  return group === '*' && kind === '*' ? 'everything' : `${kind}${group === '' ? '' : `.${group}`}`;
};

const placeText = (entry: unknown): string =>
  `${textOf(at(entry, 'namespace')) || '*'} on ${textOf(at(entry, 'name')) || textOf(at(entry, 'server')) || '*'}`;

interface Allowance {
  readonly field: string;
  readonly of: (object: SideObject) => readonly string[];
  readonly message: (added: string) => string;
  /** Left out, the list means everything. */
  readonly absentIsAll?: true;
  /** Entries forbid instead of allowing. */
  readonly denies?: true;
}

const listAt =
  (field: string, text: (entry: unknown) => string) =>
  ({ manifest }: SideObject): readonly string[] =>
    recordsOf(at(manifest, 'spec', field)).map(text);

const allowances: readonly Allowance[] = [
  {
    field: 'sourceRepos',
    of: ({ manifest }) => textsOf(at(manifest, 'spec', 'sourceRepos')),
    message: (added) => `its Applications may deploy from ${added}`,
  },
  {
    field: 'destinations',
    of: listAt('destinations', placeText),
    message: (added) => `its Applications may deploy to ${added}`,
  },
  {
    field: 'sourceNamespaces',
    of: ({ manifest }) => textsOf(at(manifest, 'spec', 'sourceNamespaces')),
    message: (added) => `Applications of the namespaces ${added} belong to it`,
  },
  {
    field: 'clusterResourceWhitelist',
    of: listAt('clusterResourceWhitelist', kindText),
    message: (added) => `its Applications may make cluster-scoped objects: ${added}`,
  },
  {
    field: 'namespaceResourceWhitelist',
    of: listAt('namespaceResourceWhitelist', kindText),
    message: (added) => `its Applications may make ${added}`,
    absentIsAll: true,
  },
  {
    field: 'clusterResourceBlacklist',
    of: listAt('clusterResourceBlacklist', kindText),
    message: (removed) => `its Applications are no longer forbidden to make ${removed}`,
    denies: true,
  },
  {
    field: 'namespaceResourceBlacklist',
    of: listAt('namespaceResourceBlacklist', kindText),
    message: (removed) => `its Applications are no longer forbidden to make ${removed}`,
    denies: true,
  },
];

const isAll = (entry: string): boolean => entry === '*' || entry === 'everything' || entry === '* on *';

const judge = (base: SideObject, head: SideObject): readonly RuleEffect[] => [
  ...allowances.flatMap(({ field, of, message, absentIsAll, denies }): readonly RuleEffect[] => {
    const path = ['spec', field];
    const about = { object: head.identity, field: path };
    const [was, is] = [base, head].map(({ manifest }) => at(manifest, ...path) !== undefined);
    if (absentIsAll === true && is === false)
      return was === true ? [{ ...about, severity: 'warning', message: message('every namespaced kind') }] : [];
    if (absentIsAll === true && was === false) return [];
    const [from, to] = denies === true ? [of(head), of(base)] : [of(base), of(head)];
    const added = to.filter((entry) => !from.includes(entry) && !from.some(isAll));
    if (added.length === 0) return [];
    const isWide = field === 'clusterResourceWhitelist' && added.some(isAll);
    return [{ ...about, severity: isWide ? 'danger' : 'warning', message: message(listed(added, 5)) }];
  }),
  ...rolesWidened(base, head),
];

const rolesWidened = (base: SideObject, head: SideObject): readonly RuleEffect[] => {
  const [before, after] = [base, head].map(({ manifest }) => recordsOf(at(manifest, 'spec', 'roles')));
  if (sameData(before, after)) return [];
  const lines = (roles: readonly unknown[] | undefined): readonly string[] =>
    (roles ?? []).flatMap((role) => [
      ...textsOf(at(role, 'policies')),
      ...textsOf(at(role, 'groups')).map((group) => `group ${group} has the role ${textOf(at(role, 'name'))}`),
    ]);
  const known = lines(before);
  const added = lines(after).filter((line) => !known.includes(line));
  return added.length === 0
    ? []
    : [
        {
          severity: 'warning',
          object: head.identity,
          field: ['spec', 'roles'],
          message: `somebody may do more with its Applications: ${listed(added)}`,
        },
      ];
};
