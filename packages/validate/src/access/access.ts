import { groupOf, type Manifest } from '@wildermesser/manifest';
import { at, type Fields, recordsOf, textOf } from '../read-fields.ts';
import { builtInBindings } from './built-in-roles.ts';
import { clusterRoleRules } from './cluster-roles.ts';
import { type PolicyRule, policyRuleOf, type ResourceRequest, ruleAllows, type UrlRequest } from './policy-rule.ts';
import { matchesSubject, type Subject, userOf } from './subject.ts';

/** Somebody wants to do something. */
export type AccessRequest = { readonly subject: Subject } & (ResourceRequest | UrlRequest);

/** Who may do what, by the roles and bindings of some manifests. */
export interface Access {
  /** Whether the RBAC authorizer of a cluster with exactly these manifests allows it. */
  readonly allows: (request: AccessRequest) => boolean;
}

interface Binding {
  readonly subjects: readonly Fields[];
  readonly rules: readonly PolicyRule[];
}

const rbac = 'rbac.authorization.k8s.io';

/**
 * Evaluates Roles, ClusterRoles and bindings as the API server does: rules only add, a RoleBinding grants within its
 * namespace, and the built-in roles and bindings are there. A binding to a role that does not exist grants nothing.
 */
export const access = (manifests: readonly Manifest[]): Access => {
  const ofKind = (kind: string): readonly Manifest[] =>
    manifests.filter((manifest) => manifest.kind === kind && groupOf(manifest.apiVersion) === rbac);
  const clusterRules = clusterRoleRules(ofKind('ClusterRole'));
  const roleRules = new Map(
    ofKind('Role').map((role) => [
      `${role.metadata.namespace ?? ''}/${role.metadata.name ?? ''}`,
      recordsOf(at(role, 'rules')).map(policyRuleOf),
    ]),
  );
  const rulesOf = (binding: Manifest): readonly PolicyRule[] => {
    const name = textOf(at(binding, 'roleRef', 'name'));
    if (at(binding, 'roleRef', 'kind') === 'ClusterRole') return clusterRules.get(name) ?? [];
    return roleRules.get(`${binding.metadata.namespace ?? ''}/${name}`) ?? [];
  };
  const bindingOf = (binding: Manifest): Binding => ({
    subjects: recordsOf(at(binding, 'subjects')),
    rules: rulesOf(binding),
  });

  const everywhere: readonly Binding[] = [
    ...builtInBindings.map(([role, group]) => ({
      subjects: [{ kind: 'Group', name: group }],
      rules: clusterRules.get(role) ?? [],
    })),
    ...ofKind('ClusterRoleBinding').map(bindingOf),
  ];
  const within = Map.groupBy(ofKind('RoleBinding'), ({ metadata }) => metadata.namespace ?? '');

  return {
    allows: ({ subject, ...request }) => {
      const user = userOf(subject);
      const namespace = 'url' in request ? '' : (request.namespace ?? '');
      const granted = ({ subjects, rules }: Binding, bindingNamespace: string): boolean =>
        subjects.some((entry) => matchesSubject(entry, user, bindingNamespace)) &&
        rules.some((rule) => ruleAllows(rule, request));
      return (
        everywhere.some((binding) => granted(binding, '')) ||
        (namespace !== '' && (within.get(namespace) ?? []).some((binding) => granted(bindingOf(binding), namespace)))
      );
    },
  };
};
