import { component } from '@wildermesser/emit';
import { clusterRoleBinding } from '@wildermesser/manifest/rbac/v1';
import { recommendedLabels } from '@wildermesser/manifest/workload';
import { account, subjectOf } from './account.ts';
import { clusterRoleRef } from './cluster-role-ref.ts';

const namespace = 'default';
const labels = recommendedLabels({ name: 'rbac', component: 'task01', partOf: 'kubernetes-security' });

/** `bob` is admin of every namespace; `dave` exists and may do nothing. */
export const task01 = component({
  name: 'task01',
  namespace,
  manifests: () => {
    const bob = account('bob', namespace, labels);
    return [
      bob,
      account('dave', namespace, labels),
      clusterRoleBinding({
        metadata: { name: 'bob-cluster-admin', labels },
        roleRef: clusterRoleRef('admin'),
        subjects: [subjectOf(bob)],
      }),
    ];
  },
});
