import type { Manifest } from '@wildermesser/manifest';
import { selectorMatches } from '../label-selector.ts';
import { at, recordsOf, stringMapOf } from '../read-fields.ts';
import { builtInRoles } from './built-in-roles.ts';
import { type PolicyRule, policyRuleOf } from './policy-rule.ts';

interface ClusterRole {
  readonly labels: ReadonlyMap<string, string>;
  /** Selectors of the roles whose rules replace the role's own; undefined when it is not aggregated. */
  readonly selectors: readonly unknown[] | undefined;
  readonly rules: readonly PolicyRule[];
}

/**
 * The rules of every ClusterRole, emitted and built in, with aggregation carried out: a role labelled
 * `aggregate-to-view` widens `view`, and through it `edit` and `admin`. An emitted role replaces a built-in one.
 */
export const clusterRoleRules = (manifests: readonly Manifest[]): ReadonlyMap<string, readonly PolicyRule[]> => {
  const roles = new Map<string, ClusterRole>([
    ...Object.entries(builtInRoles).map(([name, role]) => [name, builtIn(role)] as const),
    ...manifests.map((manifest) => [manifest.metadata.name ?? '', emitted(manifest)] as const),
  ]);
  return new Map([...roles.keys()].map((name) => [name, rulesOf(roles, name, new Set())]));
};

const builtIn = ({ labels, aggregates, rules }: (typeof builtInRoles)[string]): ClusterRole => ({
  labels: stringMapOf(labels),
  selectors: aggregates === undefined ? undefined : [{ matchLabels: { [aggregates]: 'true' } }],
  rules,
});

const emitted = (manifest: Manifest): ClusterRole => ({
  labels: stringMapOf(manifest.metadata.labels),
  selectors:
    at(manifest, 'aggregationRule') === undefined
      ? undefined
      : recordsOf(at(manifest, 'aggregationRule', 'clusterRoleSelectors')),
  rules: recordsOf(at(manifest, 'rules')).map(policyRuleOf),
});

/** `within` holds the roles being resolved, since nothing forbids two roles to aggregate each other. */
const rulesOf = (
  roles: ReadonlyMap<string, ClusterRole>,
  name: string,
  within: ReadonlySet<string>,
): readonly PolicyRule[] => {
  const role = roles.get(name);
  if (role === undefined || within.has(name)) return [];
  const { selectors } = role;
  if (selectors === undefined) return role.rules;
  return [...roles]
    .filter(([, { labels }]) => selectors.some((selector) => selectorMatches(selector, labels)))
    .flatMap(([other]) => rulesOf(roles, other, new Set([...within, name])));
};
