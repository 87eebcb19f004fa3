import { component } from '@wildermesser/emit';
import { roleBinding } from '@wildermesser/manifest/rbac/v1';
import { podNamespace, recommendedLabels } from '@wildermesser/manifest/workload';
import { account, subjectOf } from './account.ts';
import { clusterRoleRef } from './cluster-role-ref.ts';

const namespace = 'dev';
const labels = recommendedLabels({ name: 'rbac', component: 'task03', partOf: 'kubernetes-security' });

/** In namespace `dev`, and nowhere else, `jane` is admin and `ken` looks on. */
export const task03 = component({
  name: 'task03',
  namespace,
  manifests: () => {
    const jane = account('jane', namespace, labels);
    const ken = account('ken', namespace, labels);
    return [
      podNamespace(namespace, 'restricted', labels),
      jane,
      ken,
      roleBinding({
        metadata: { name: 'jane-admin', namespace, labels },
        roleRef: clusterRoleRef('admin'),
        subjects: [subjectOf(jane)],
      }),
      roleBinding({
        metadata: { name: 'ken-view', namespace, labels },
        roleRef: clusterRoleRef('view'),
        subjects: [subjectOf(ken)],
      }),
    ];
  },
});
