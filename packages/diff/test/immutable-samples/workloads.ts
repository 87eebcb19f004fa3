import { object, type Sample, samplesOf } from './sample.ts';

const labels = { app: 'sample' };
const container = { name: 'server', image: 'registry.example/server:1.0.0' };
const template = { metadata: { labels }, spec: { containers: [container] } };
const otherLabels = { app: 'sample', tier: 'front' };
/** A selector that the template matches before and after, so that only its being immutable is asked. */
const widened = { spec: { selector: { matchLabels: { tier: 'front' } } } };
const templateOfBoth = { metadata: { labels: otherLabels }, spec: { containers: [container] } };
const newImage = {
  spec: { template: { spec: { containers: [{ ...container, image: 'registry.example/server:2.0.0' }] } } },
};
const selecting = { selector: { matchLabels: labels }, template: templateOfBoth };

const claim = (storage: string, fields: object = {}) => ({
  metadata: { name: 'data', ...fields },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
});

const deployment = samplesOf(object('apps/v1', 'Deployment', { spec: selecting }), {
  refused: { selector: ['spec.selector', widened] },
  taken: {
    template: newImage,
    replicas: { spec: { replicas: 3 } },
    strategy: { spec: { strategy: { type: 'Recreate', rollingUpdate: null } } },
    revisionHistoryLimit: { spec: { revisionHistoryLimit: 2 } },
    paused: { spec: { paused: true } },
    labels: { metadata: { labels: otherLabels } },
  },
});

const daemonSet = samplesOf(object('apps/v1', 'DaemonSet', { spec: selecting }), {
  refused: { selector: ['spec.selector', widened] },
  taken: {
    template: newImage,
    updateStrategy: { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } },
    minReadySeconds: { spec: { minReadySeconds: 5 } },
  },
});

const replicaSet = samplesOf(object('apps/v1', 'ReplicaSet', { spec: selecting }), {
  refused: { selector: ['spec.selector', widened] },
  taken: { template: newImage, replicas: { spec: { replicas: 3 } } },
});

const statefulSet = samplesOf(
  object('apps/v1', 'StatefulSet', {
    spec: { ...selecting, serviceName: 'sample', volumeClaimTemplates: [claim('1Gi')] },
  }),
  {
    refused: {
      selector: ['spec.selector', widened],
      serviceName: ['spec.serviceName', { spec: { serviceName: 'other' } }],
      podManagementPolicy: ['spec.podManagementPolicy', { spec: { podManagementPolicy: 'Parallel' } }],
      'size of a claim template': ['spec.volumeClaimTemplates', { spec: { volumeClaimTemplates: [claim('2Gi')] } }],
      'label of a claim template': [
        'spec.volumeClaimTemplates',
        { spec: { volumeClaimTemplates: [claim('1Gi', { labels })] } },
      ],
      'another claim template': [
        'spec.volumeClaimTemplates',
        { spec: { volumeClaimTemplates: [claim('1Gi'), { ...claim('1Gi'), metadata: { name: 'logs' } }] } },
      ],
      'claim templates removed': ['spec.volumeClaimTemplates', { spec: { volumeClaimTemplates: null } }],
    },
    taken: {
      template: newImage,
      replicas: { spec: { replicas: 3 } },
      updateStrategy: { spec: { updateStrategy: { type: 'OnDelete', rollingUpdate: null } } },
      minReadySeconds: { spec: { minReadySeconds: 5 } },
      ordinals: { spec: { ordinals: { start: 1 } } },
      revisionHistoryLimit: { spec: { revisionHistoryLimit: 2 } },
      persistentVolumeClaimRetentionPolicy: {
        spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete', whenScaled: 'Retain' } },
      },
    },
  },
);

const replicationController = samplesOf(
  object('v1', 'ReplicationController', { spec: { selector: labels, template: templateOfBoth } }),
  { taken: { selector: { spec: { selector: { tier: 'front' } } }, template: newImage } },
);

const jobSpec = { template: { spec: { restartPolicy: 'Never', containers: [container] } } };
const job = (fields: object) => object('batch/v1', 'Job', { spec: { ...jobSpec, ...fields } });
const failurePolicy = { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [1] } }] };
const indexed = { completionMode: 'Indexed', completions: 2, parallelism: 2 };
const directed = { spec: { template: { spec: { nodeSelector: { disk: 'fast' } } } } };
const annotated = { spec: { template: { metadata: { annotations: { team: 'shop' } } } } };

const jobs: readonly Sample[] = [
  ...samplesOf(job({ backoffLimit: 4 }), {
    refused: {
      template: ['spec.template', newImage],
      'annotations of the template': ['spec.template', annotated],
      'node selector while it runs': ['spec.template', directed],
      completions: ['spec.completions', { spec: { completions: 2 } }],
      completionMode: ['spec.completionMode', { spec: { completionMode: 'Indexed', completions: 1 } }],
      podFailurePolicy: ['spec.podFailurePolicy', { spec: { podFailurePolicy: failurePolicy } }],
      managedBy: ['spec.managedBy', { spec: { managedBy: 'example.com/runner' } }],
      selector: ['spec.selector', { spec: { manualSelector: true, selector: { matchLabels: labels } } }],
    },
    taken: {
      parallelism: { spec: { parallelism: 2 } },
      backoffLimit: { spec: { backoffLimit: 1 } },
      activeDeadlineSeconds: { spec: { activeDeadlineSeconds: 60 } },
      ttlSecondsAfterFinished: { spec: { ttlSecondsAfterFinished: 60 } },
      suspend: { spec: { suspend: true } },
      podReplacementPolicy: { spec: { podReplacementPolicy: 'Failed' } },
    },
  }),
  ...samplesOf(job({ ...indexed }), {
    refused: {
      'completions alone, indexed': ['spec.completions', { spec: { completions: 3 } }],
      backoffLimitPerIndex: ['spec.backoffLimitPerIndex', { spec: { backoffLimitPerIndex: 1 } }],
      successPolicy: ['spec.successPolicy', { spec: { successPolicy: { rules: [{ succeededCount: 1 }] } } }],
    },
    taken: { 'completions with parallelism, indexed': { spec: { completions: 3, parallelism: 3 } } },
  }),
  ...samplesOf(job({ suspend: true }), {
    refused: { 'template while suspended': ['spec.template', { spec: { template: { spec: { hostNetwork: true } } } }] },
    taken: {
      'node selector while suspended': directed,
      'annotations of the template while suspended': annotated,
      'tolerations while suspended': {
        spec: { template: { spec: { tolerations: [{ key: 'spot', operator: 'Exists' }] } } },
      },
    },
  }),
];

const cronJob = samplesOf(
  object('batch/v1', 'CronJob', { spec: { schedule: '0 3 * * *', jobTemplate: { spec: jobSpec } } }),
  {
    taken: {
      schedule: { spec: { schedule: '0 4 * * *' } },
      'template of the jobs': { spec: { jobTemplate: newImage } },
      timeZone: { spec: { timeZone: 'Etc/UTC' } },
    },
  },
);

const toleration = { key: 'spot', operator: 'Exists', effect: 'NoSchedule' };
const pod = samplesOf(
  object('v1', 'Pod', { spec: { containers: [container], initContainers: [{ ...container, name: 'prepare' }] } }),
  {
    needs: [{ ...object('v1', 'ServiceAccount', {}), metadata: { name: 'default', namespace: 'default' } }],
    refused: {
      environment: ['spec.containers', { spec: { containers: [{ ...container, env: [{ name: 'A', value: 'b' }] }] } }],
      'another container': ['spec.containers', { spec: { containers: [container, { ...container, name: 'side' }] } }],
      resources: [
        'spec.containers',
        { spec: { containers: [{ ...container, resources: { requests: { cpu: '100m' } } }] } },
      ],
      nodeSelector: ['spec.nodeSelector', { spec: { nodeSelector: { disk: 'fast' } } }],
      restartPolicy: ['spec.restartPolicy', { spec: { restartPolicy: 'Never' } }],
      serviceAccountName: [
        'spec.serviceAccountName',
        { spec: { serviceAccountName: 'other', serviceAccount: 'other' } },
      ],
      terminationGracePeriodSeconds: [
        'spec.terminationGracePeriodSeconds',
        { spec: { terminationGracePeriodSeconds: 5 } },
      ],
      volumes: ['spec.volumes', { spec: { volumes: [{ name: 'tmp', emptyDir: {} }] } }],
    },
    taken: {
      image: { spec: { containers: [{ ...container, image: 'registry.example/server:2.0.0' }] } },
      'image of an init container': {
        spec: { initContainers: [{ name: 'prepare', image: 'registry.example/server:2.0.0' }] },
      },
      'activeDeadlineSeconds set': { spec: { activeDeadlineSeconds: 60 } },
      labels: { metadata: { labels } },
    },
  },
);

const tolerant = samplesOf(object('v1', 'Pod', { spec: { containers: [container], tolerations: [toleration] } }), {
  refused: { 'a toleration removed': ['spec.tolerations', { spec: { tolerations: null } }] },
  taken: { 'a toleration added': { spec: { tolerations: [toleration, { ...toleration, key: 'gpu' }] } } },
});

const limited = samplesOf(object('v1', 'Pod', { spec: { containers: [container], activeDeadlineSeconds: 60 } }), {
  refused: { 'activeDeadlineSeconds raised': ['spec.activeDeadlineSeconds', { spec: { activeDeadlineSeconds: 90 } }] },
  taken: { 'activeDeadlineSeconds lowered': { spec: { activeDeadlineSeconds: 30 } } },
});

const gated = samplesOf(
  object('v1', 'Pod', { spec: { containers: [container], schedulingGates: [{ name: 'example.com/quota' }] } }),
  {
    refused: {
      'a scheduling gate added': [
        'spec.schedulingGates',
        { spec: { schedulingGates: [{ name: 'example.com/quota' }, { name: 'example.com/other' }] } },
      ],
    },
    taken: {
      'scheduling gates removed': { spec: { schedulingGates: null } },
      'node selector while gated': { spec: { nodeSelector: { disk: 'fast' } } },
    },
  },
);

const revision = samplesOf(object('apps/v1', 'ControllerRevision', { revision: 1, data: { image: 'a' } }), {
  refused: { data: ['data', { data: { image: 'b' } }] },
  taken: { revision: { revision: 2 } },
});

const podTemplate = samplesOf(object('v1', 'PodTemplate', { template }), {
  taken: { template: { template: { spec: { hostNetwork: true } } } },
});

/** Kinds that make pods. */
export const workloadSamples: readonly Sample[] = [
  ...deployment,
  ...daemonSet,
  ...replicaSet,
  ...statefulSet,
  ...replicationController,
  ...jobs,
  ...cronJob,
  ...pod,
  ...tolerant,
  ...limited,
  ...gated,
  ...revision,
  ...podTemplate,
];
