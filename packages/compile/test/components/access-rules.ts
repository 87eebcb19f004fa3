import type { Manifest } from '@wildermesser/manifest';
import { serviceAccount } from '@wildermesser/manifest/core/v1';
import {
  clusterRole,
  clusterRoleBinding,
  type PolicyRule,
  role,
  roleBinding,
  type Subject,
} from '@wildermesser/manifest/rbac/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels } from '@wildermesser/manifest/workload';

/** What a controller may do. */
export interface AccessRulesValues {
  /** `cluster` is all namespaces, `namespace` is the release's, a list is those. */
  readonly scope: { readonly kind: 'cluster' } | { readonly kind: 'namespaces'; readonly names: readonly string[] };
  /** Rules beside the controller's own. @default [] */
  readonly extraRules: readonly PolicyRule[];
  /** Resources that it may only read, by API group. @default {} */
  readonly readable: Readonly<Record<string, readonly string[]>>;
  /** Subjects beside the controller's ServiceAccount. */
  readonly groups?: readonly string[];
}

const apiGroup = 'rbac.authorization.k8s.io' as const;

/** A ClusterRole for the cluster, or one and the same Role in each of several namespaces. */
export const accessRules = (values: AccessRulesValues, release: Release): readonly Manifest[] => {
  const { name, namespace } = release;
  const { scope } = values;
  const labels = recommendedLabels({ name: 'controller', component: 'access', partOf: 'controller' });
  const rules = [
    { apiGroups: ['coordination.k8s.io'], resources: ['leases'], resourceNames: [name], verbs: ['get', 'update'] },
    ...Object.entries(values.readable).map(([group, resources]) => ({
      apiGroups: [group],
      resources,
      verbs: ['get', 'list', 'watch'],
    })),
    ...values.extraRules,
  ];
  const subjects: readonly Subject[] = [
    { kind: 'ServiceAccount', name, namespace },
    ...(values.groups ?? []).map((group) => ({ kind: 'Group' as const, name: group, apiGroup })),
  ];
  const account = serviceAccount({ metadata: { name, labels } });
  if (scope.kind === 'cluster') {
    const fullName = `${namespace}-${name}`;
    return [
      account,
      clusterRole({ metadata: { name: fullName, labels }, rules }),
      clusterRoleBinding({
        metadata: { name: fullName, labels },
        roleRef: { apiGroup, kind: 'ClusterRole', name: fullName },
        subjects,
      }),
    ];
  }
  return [
    account,
    ...scope.names.flatMap((watched) => [
      role({ metadata: { name, namespace: watched, labels }, rules }),
      roleBinding({
        metadata: { name, namespace: watched, labels },
        roleRef: { apiGroup, kind: 'Role', name },
        subjects,
      }),
    ]),
  ];
};

export const examples: readonly AccessRulesValues[] = [
  { scope: { kind: 'cluster' }, extraRules: [], readable: {} },
  {
    scope: { kind: 'namespaces', names: ['blue', 'green'] },
    extraRules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['token'], verbs: ['get'] }],
    readable: { '': ['pods', 'services'], apps: ['deployments'] },
    groups: ['system:masters'],
  },
  {
    scope: { kind: 'cluster' },
    extraRules: [{ nonResourceURLs: ['/metrics'], verbs: ['get'] }],
    readable: { 'batch.example.org': ['*'] },
    groups: [],
  },
];
