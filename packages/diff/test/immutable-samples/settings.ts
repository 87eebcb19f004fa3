import { clusterObject, object, type Sample, samplesOf } from './sample.ts';

const frozen = { data: { mode: 'fast' }, immutable: true };
const other = { data: { mode: 'slow' } };

const configMap = [
  ...samplesOf(object('v1', 'ConfigMap', frozen), {
    refused: {
      'data while immutable': ['data', other],
      'binaryData while immutable': ['binaryData', { binaryData: { blob: 'AAAA' } }],
      'immutable taken back': ['immutable', { immutable: null }],
    },
    taken: { 'labels while immutable': { metadata: { labels: { app: 'sample' } } } },
  }),
  ...samplesOf(object('v1', 'ConfigMap', { data: { mode: 'fast' } }), {
    taken: { data: other, 'immutable set': { immutable: true } },
  }),
];

const secret = [
  ...samplesOf(object('v1', 'Secret', { type: 'Opaque', data: { mode: 'AAAA' }, immutable: true }), {
    refused: {
      'data while immutable': ['data', { data: { mode: 'BBBB' } }],
      'immutable taken back': ['immutable', { immutable: false }],
    },
  }),
  ...samplesOf(object('v1', 'Secret', { type: 'Opaque', data: { mode: 'AAAA' } }), {
    refused: { type: ['type', { type: 'example.com/token' }] },
    taken: { data: { data: { mode: 'BBBB' } } },
  }),
];

const roleRef = (name: string, kind = 'ClusterRole') => ({ apiGroup: 'rbac.authorization.k8s.io', kind, name });
const subjects = [{ kind: 'ServiceAccount', name: 'jane', namespace: 'default' }];
const roleBinding = samplesOf(
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: roleRef('view'), subjects }),
  {
    refused: {
      'roleRef to another role': ['roleRef', { roleRef: { name: 'edit' } }],
      'roleRef to a Role': ['roleRef', { roleRef: { kind: 'Role' } }],
    },
    taken: { subjects: { subjects: [{ ...subjects[0], name: 'ken' }] } },
  },
);
const clusterRoleBinding = samplesOf(
  clusterObject('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', { roleRef: roleRef('view'), subjects }),
  {
    refused: { roleRef: ['roleRef', { roleRef: { name: 'edit' } }] },
    taken: { subjects: { subjects: [{ ...subjects[0], name: 'ken' }] } },
  },
);
const rules = (verb: string) => ({ rules: [{ apiGroups: [''], resources: ['pods'], verbs: [verb] }] });
const roles = [
  ...samplesOf(object('rbac.authorization.k8s.io/v1', 'Role', rules('get')), { taken: { rules: rules('list') } }),
  ...samplesOf(clusterObject('rbac.authorization.k8s.io/v1', 'ClusterRole', rules('get')), {
    taken: { rules: rules('list') },
  }),
];

const serviceAccount = samplesOf(object('v1', 'ServiceAccount', {}), {
  taken: { automountServiceAccountToken: { automountServiceAccountToken: false } },
});
const namespace = samplesOf(clusterObject('v1', 'Namespace', {}), {
  taken: { labels: { metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } } } },
});
const quota = samplesOf(object('v1', 'ResourceQuota', { spec: { hard: { pods: '1' }, scopes: ['BestEffort'] } }), {
  refused: { scopes: ['spec.scopes', { spec: { scopes: ['NotTerminating'] } }] },
  taken: { hard: { spec: { hard: { pods: '2' } } } },
});
const limitRange = samplesOf(
  object('v1', 'LimitRange', { spec: { limits: [{ type: 'Container', default: { cpu: '1' } }] } }),
  { taken: { limits: { spec: { limits: [{ type: 'Container', default: { cpu: '2' } }] } } } },
);

const priorityClass = samplesOf(clusterObject('scheduling.k8s.io/v1', 'PriorityClass', { value: 100 }), {
  refused: {
    value: ['value', { value: 200 }],
    preemptionPolicy: ['preemptionPolicy', { preemptionPolicy: 'Never' }],
  },
  taken: { description: { description: 'for the shop' }, globalDefault: { globalDefault: true } },
});
const runtimeClass = samplesOf(clusterObject('node.k8s.io/v1', 'RuntimeClass', { handler: 'runc' }), {
  refused: { handler: ['handler', { handler: 'gvisor' }] },
  taken: { overhead: { overhead: { podFixed: { memory: '16Mi' } } } },
});
const deviceRequest = (deviceClassName: string) => ({
  devices: { requests: [{ name: 'gpu', exactly: { deviceClassName } }] },
});
const resourceClaims = [
  ...samplesOf(object('resource.k8s.io/v1', 'ResourceClaim', { spec: deviceRequest('gpu.example') }), {
    refused: { devices: ['spec.devices', { spec: deviceRequest('other.example') }] },
  }),
  ...samplesOf(
    object('resource.k8s.io/v1', 'ResourceClaimTemplate', { spec: { spec: deviceRequest('gpu.example') } }),
    {
      refused: { spec: ['spec.spec', { spec: { spec: deviceRequest('other.example') } }] },
    },
  ),
];
const budget = samplesOf(
  object('policy/v1', 'PodDisruptionBudget', {
    spec: { minAvailable: 1, selector: { matchLabels: { app: 'sample' } } },
  }),
  {
    taken: {
      selector: { spec: { selector: { matchLabels: { app: 'other' } } } },
      'maxUnavailable for minAvailable': { spec: { minAvailable: null, maxUnavailable: 1 } },
    },
  },
);
const autoscaler = samplesOf(
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } },
  }),
  { taken: { scaleTargetRef: { spec: { scaleTargetRef: { name: 'other' } } } } },
);

/** Kinds that say how others are treated. */
export const settingSamples: readonly Sample[] = [
  ...configMap,
  ...secret,
  ...roleBinding,
  ...clusterRoleBinding,
  ...roles,
  ...serviceAccount,
  ...namespace,
  ...quota,
  ...limitRange,
  ...priorityClass,
  ...runtimeClass,
  ...resourceClaims,
  ...budget,
  ...autoscaler,
];
