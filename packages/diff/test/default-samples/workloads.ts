import type { Manifest } from '@wildermesser/manifest';
import { object } from '../immutable-samples/sample.ts';

const labels = { app: 'sample' };
const image = 'registry.example/server:1.0.0';

const plain = { containers: [{ name: 'server', image }] };

/** Every part of a Pod that has defaults of its own. */
const rich = {
  serviceAccountName: 'runner',
  hostNetwork: true,
  initContainers: [{ name: 'first', image: 'registry.example/first', command: ['true'] }],
  containers: [
    {
      name: 'server',
      image,
      ports: [
        { name: 'http', containerPort: 8080 },
        { containerPort: 53, protocol: 'UDP' },
      ],
      env: [
        { name: 'EMPTY', value: '' },
        { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'CPU', valueFrom: { resourceFieldRef: { resource: 'limits.cpu' } } },
        { name: 'KEY', valueFrom: { secretKeyRef: { name: 'keys', key: 'key' } } },
      ],
      resources: { limits: { cpu: '0.5', memory: '1024Mi' }, requests: { cpu: 0.1 } },
      livenessProbe: { httpGet: { port: 8080 } },
      readinessProbe: { grpc: { port: 9000 }, initialDelaySeconds: 0 },
      startupProbe: { tcpSocket: { port: 'http' }, periodSeconds: 1 },
      lifecycle: { preStop: { httpGet: { port: 8080 } } },
      securityContext: { privileged: false, capabilities: { drop: ['ALL'] } },
      volumeMounts: [
        { name: 'settings', mountPath: '/settings', readOnly: false },
        { name: 'scratch', mountPath: '/scratch', subPath: '' },
      ],
    },
    { name: 'latest', image: 'registry.example:5000/other:latest', stdin: false },
    { name: 'pinned', image: `registry.example/other@sha256:${'0'.repeat(64)}` },
  ],
  volumes: [
    { name: 'settings', configMap: { name: 'settings' } },
    { name: 'keys', secret: { secretName: 'keys' } },
    { name: 'facts', downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } },
    {
      name: 'all',
      projected: { sources: [{ serviceAccountToken: { path: 'token' } }, { configMap: { name: 'settings' } }] },
    },
    { name: 'scratch', emptyDir: {} },
    { name: 'old', emptyDir: { medium: '', sizeLimit: '1Gi' } },
    { name: 'host', hostPath: { path: '/var/log' } },
    { name: 'iscsi', iscsi: { targetPortal: '10.0.0.1', iqn: 'iqn.2001-04.com.example:disk', lun: 0 } },
    { name: 'rbd', rbd: { monitors: ['10.0.0.1'], image: 'disk' } },
    { name: 'azure', azureDisk: { diskName: 'disk', diskURI: 'https://disks.example/disk' } },
    { name: 'claimed', persistentVolumeClaim: { claimName: 'data', readOnly: false } },
    { name: 'claim', ephemeral: { volumeClaimTemplate: { spec: claim() } } },
  ],
  topologySpreadConstraints: [
    { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: {} },
  ],
  tolerations: [{ key: 'node-role.kubernetes.io/control-plane', effect: 'NoSchedule' }],
};

function claim() {
  return { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1024Mi' } } };
}

const template = (spec: object): object => ({ metadata: { labels }, spec });

const selected = { selector: { matchLabels: labels } };

const ofTemplate = (apiVersion: string, kind: string, more: object = {}): readonly Manifest[] =>
  [plain, rich].map((pod) => object(apiVersion, kind, { spec: { ...selected, template: template(pod), ...more } }));

const job = (spec: object, pod: object = plain): object => ({
  ...spec,
  template: { spec: { ...pod, restartPolicy: 'Never' } },
});

/** Pods and what makes them. */
export const workloadSamples: readonly Manifest[] = [
  object('v1', 'Pod', { spec: plain }),
  object('v1', 'Pod', { spec: rich }),
  ...ofTemplate('apps/v1', 'Deployment'),
  ...ofTemplate('apps/v1', 'Deployment', { replicas: 0, paused: false, strategy: { type: 'Recreate' } }),
  ...ofTemplate('apps/v1', 'Deployment', { strategy: { rollingUpdate: { maxSurge: 1 } } }),
  ...ofTemplate('apps/v1', 'Deployment', { strategy: { rollingUpdate: { maxUnavailable: 0 } } }),
  ...ofTemplate('apps/v1', 'DaemonSet'),
  ...ofTemplate('apps/v1', 'DaemonSet', { updateStrategy: { type: 'OnDelete' }, minReadySeconds: 0 }),
  ...ofTemplate('apps/v1', 'DaemonSet', { updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } }),
  ...ofTemplate('apps/v1', 'StatefulSet', { serviceName: '' }),
  ...ofTemplate('apps/v1', 'StatefulSet', {
    serviceName: 'sample',
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: {} },
    persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' },
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: claim() }],
  }),
  ...ofTemplate('apps/v1', 'StatefulSet', { serviceName: 'sample', updateStrategy: { type: 'OnDelete' } }),
  ...ofTemplate('apps/v1', 'ReplicaSet'),
  object('v1', 'ReplicationController', { spec: { template: template(plain) } }),
  object('v1', 'ReplicationController', { spec: { selector: labels, template: template(plain) } }),
  object('v1', 'PodTemplate', { template: template(plain) }),
  object('batch/v1', 'Job', { spec: job({}) }),
  object('batch/v1', 'Job', { spec: job({}, rich) }),
  object('batch/v1', 'Job', { spec: job({ parallelism: 3, suspend: false }) }),
  object('batch/v1', 'Job', { spec: job({ completions: 3, completionMode: 'Indexed', backoffLimitPerIndex: 1 }) }),
  object('batch/v1', 'Job', {
    spec: job({
      podFailurePolicy: {
        rules: [
          { action: 'FailJob', onExitCodes: { operator: 'In', values: [42] } },
          { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] },
        ],
      },
    }),
  }),
  object('batch/v1', 'CronJob', { spec: { schedule: '0 3 * * *', jobTemplate: { spec: job({}) } } }),
  object('batch/v1', 'CronJob', {
    spec: { schedule: '0 3 * * *', suspend: false, jobTemplate: { spec: job({ backoffLimit: 0 }, rich) } },
  }),
];
