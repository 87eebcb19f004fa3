import type { Settings } from '@wildermesser/emit';
import { type ConfigMap, configMap } from '@wildermesser/manifest/core/v1';
import { applicationHealth } from './application-health.ts';
import { kept } from './kept.ts';
import { mysqlHealth } from './mysql-health.ts';

/**
 * Our keys of Argo CD's ConfigMap, and no other: applied server-side, they live beside those of the installation. The
 * label is the one by which Argo CD finds its settings.
 */
export const argocdSettings = ({ argocdNamespace }: Settings): ConfigMap =>
  configMap({
    metadata: {
      name: 'argocd-cm',
      namespace: argocdNamespace,
      labels: { 'app.kubernetes.io/name': 'argocd-cm', 'app.kubernetes.io/part-of': 'argocd' },
      annotations: { ...kept, 'argocd.argoproj.io/sync-options': 'Delete=false,Prune=false,ServerSideApply=true' },
    },
    data: {
      // The label that the other method uses belongs to charts, and is cut off after 63 characters.
      'application.resourceTrackingMethod': 'annotation',
      // A controller fills in the rules of aggregated roles; they are no drift.
      'resource.compareoptions': 'ignoreAggregatedRoles: true\n',
      'resource.customizations.health.argoproj.io_Application': applicationHealth,
      'resource.customizations.health.otus.homework_MySQL': mysqlHealth,
    },
  });
