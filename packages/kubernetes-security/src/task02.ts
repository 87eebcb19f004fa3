import { component } from '@wildermesser/emit';
import { clusterRole, clusterRoleBinding } from '@wildermesser/manifest/rbac/v1';
import { podNamespace, recommendedLabels } from '@wildermesser/manifest/workload';
import { account } from './account.ts';
import { clusterRoleRef, rbacGroup } from './cluster-role-ref.ts';

const namespace = 'prometheus';
const labels = recommendedLabels({ name: 'rbac', component: 'task02', partOf: 'kubernetes-security' });

/**
 * Every ServiceAccount of namespace `prometheus` reads the pods of the whole cluster. The binding names the group that
 * the API server puts them all into, so accounts that come later have the right too.
 */
export const task02 = component({
  name: 'task02',
  namespace,
  manifests: () => [
    podNamespace(namespace, 'restricted', labels),
    account('carol', namespace, labels),
    clusterRole({
      metadata: { name: 'pod-reader', labels },
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }],
    }),
    clusterRoleBinding({
      metadata: { name: 'pod-reader-binding', labels },
      roleRef: clusterRoleRef('pod-reader'),
      subjects: [{ apiGroup: rbacGroup, kind: 'Group', name: `system:serviceaccounts:${namespace}` }],
    }),
  ],
});
