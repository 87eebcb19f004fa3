import type { Json, JsonMap } from '../../model/json.ts';
import { isMap } from '../is-map.ts';
import { type ApiDefaults, mapAt } from './api-defaults.ts';

/** The strategy with its own defaults: those of a rolling update only where it is one. */
const rolling =
  (key: string, rollingUpdate: JsonMap) =>
  (fields: JsonMap): Json => {
    const strategy = mapAt(fields, key);
    const { type = 'RollingUpdate' } = strategy;
    if (type !== 'RollingUpdate') return { ...strategy, type };
    return { ...strategy, type, rollingUpdate: { ...rollingUpdate, ...mapAt(strategy, 'rollingUpdate') } };
  };

const retention = (fields: JsonMap): Json => ({
  whenDeleted: 'Retain',
  whenScaled: 'Retain',
  ...mapAt(fields, 'persistentVolumeClaimRetentionPolicy'),
});

/** The API server writes the kind into each claim template. */
const claimTemplates = ({ volumeClaimTemplates }: JsonMap): Json | undefined =>
  Array.isArray(volumeClaimTemplates)
    ? volumeClaimTemplates.map((template: Json) => {
        if (!isMap(template)) return template;
        const { status: _, ...claim } = template;
        return { ...claim, apiVersion: 'v1', kind: 'PersistentVolumeClaim' };
      })
    : undefined;

/** As `SetDefaults_*` of k8s.io/kubernetes/pkg/apis/apps/v1/defaults.go. */
export const appsDefaults: ApiDefaults = {
  'io.k8s.api.apps.v1.DeploymentSpec': {
    absent: { replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 },
    complete: { strategy: rolling('strategy', { maxUnavailable: '25%', maxSurge: '25%' }) },
  },
  'io.k8s.api.apps.v1.DaemonSetSpec': {
    absent: { revisionHistoryLimit: 10 },
    complete: { updateStrategy: rolling('updateStrategy', { maxUnavailable: 1, maxSurge: 0 }) },
  },
  'io.k8s.api.apps.v1.StatefulSetSpec': {
    absent: { replicas: 1, revisionHistoryLimit: 10, podManagementPolicy: 'OrderedReady' },
    complete: {
      updateStrategy: rolling('updateStrategy', { partition: 0 }),
      persistentVolumeClaimRetentionPolicy: retention,
      volumeClaimTemplates: claimTemplates,
    },
  },
  'io.k8s.api.apps.v1.ReplicaSetSpec': { absent: { replicas: 1 } },
};

export const appsZeros: Readonly<Record<string, readonly string[]>> = {
  'io.k8s.api.apps.v1.DeploymentSpec': ['paused', 'minReadySeconds'],
  'io.k8s.api.apps.v1.DaemonSetSpec': ['minReadySeconds'],
  'io.k8s.api.apps.v1.StatefulSetSpec': ['minReadySeconds', 'serviceName'],
  'io.k8s.api.apps.v1.ReplicaSetSpec': ['minReadySeconds'],
};
