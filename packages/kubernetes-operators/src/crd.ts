import { component, customResourceDefinition } from '@wildermesser/emit';
import { waves } from './waves.ts';

/** The definition of MySQL, made from the operator's own types. Deleting it would delete every MySQL: somebody has to say so. */
export const crd = component({
  name: 'crd',
  namespace: 'mysql-operator',
  wave: waves.crd,
  manifests: () => [],
  compiled: [
    customResourceDefinition({
      from: 'apps/mysql-operator/src/resource/mysql.ts#MySQL',
      annotations: { 'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=confirm' },
    }),
  ],
});
