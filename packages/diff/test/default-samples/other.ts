import type { Manifest } from '@wildermesser/manifest';
import { clusterObject, object } from '../immutable-samples/sample.ts';

const selector = { matchLabels: { app: 'sample' } };

const subjects = [
  { kind: 'ServiceAccount', name: 'runner', namespace: 'default' },
  { kind: 'Group', name: 'people' },
  { kind: 'User', name: 'somebody', apiGroup: 'rbac.authorization.k8s.io' },
];

const access: readonly Manifest[] = [
  object('rbac.authorization.k8s.io/v1', 'Role', {
    rules: [{ apiGroups: [''], resources: ['pods'], resourceNames: [], verbs: ['get'] }],
  }),
  clusterObject('rbac.authorization.k8s.io/v1', 'ClusterRole', { rules: [] }),
  clusterObject('rbac.authorization.k8s.io/v1', 'ClusterRole', {
    aggregationRule: { clusterRoleSelectors: [selector] },
    rules: [],
  }),
  object('rbac.authorization.k8s.io/v1', 'RoleBinding', { roleRef: { kind: 'ClusterRole', name: 'view' }, subjects }),
  clusterObject('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', {
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    subjects,
  }),
];

const policies = [
  { podSelector: {} },
  { podSelector: selector, ingress: [{ ports: [{ port: 80 }], from: [{ podSelector: {} }] }] },
  { podSelector: {}, ingress: [], egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] },
  { podSelector: {}, egress: [] },
  { podSelector: {}, policyTypes: ['Egress'], egress: [{}] },
];

const backend = { service: { name: 'sample', port: { number: 80 } } };

const network: readonly Manifest[] = [
  ...policies.map((spec) => object('networking.k8s.io/v1', 'NetworkPolicy', { spec })),
  object('networking.k8s.io/v1', 'Ingress', { spec: { defaultBackend: backend } }),
  object('networking.k8s.io/v1', 'Ingress', {
    spec: {
      ingressClassName: 'public',
      tls: [{ hosts: ['sample.example'] }],
      rules: [{ host: 'sample.example', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } }],
    },
  }),
  clusterObject('networking.k8s.io/v1', 'IngressClass', {
    spec: {
      controller: 'ingress.example/one',
      parameters: { kind: 'Parameters', apiGroup: 'ingress.example', name: 'a' },
    },
  }),
];

const storage: readonly Manifest[] = [
  clusterObject('storage.k8s.io/v1', 'StorageClass', { provisioner: 'disks.example' }),
  clusterObject('storage.k8s.io/v1', 'StorageClass', {
    provisioner: 'disks.example',
    parameters: {},
    allowVolumeExpansion: false,
    volumeBindingMode: 'WaitForFirstConsumer',
  }),
  clusterObject('storage.k8s.io/v1', 'CSIDriver', { spec: {} }),
  clusterObject('storage.k8s.io/v1', 'CSIDriver', {
    spec: { attachRequired: false, tokenRequests: [{ audience: '' }] },
  }),
];

const rules = [{ operations: ['CREATE'], apiGroups: ['apps'], apiVersions: ['v1'], resources: ['deployments'] }];

const hook = {
  name: 'sample.example.com',
  admissionReviewVersions: ['v1'],
  sideEffects: 'None',
  clientConfig: { service: { namespace: 'default', name: 'sample' } },
  rules,
};

const admissionGroup = 'admissionregistration.k8s.io/v1';

const admission: readonly Manifest[] = [
  clusterObject(admissionGroup, 'ValidatingWebhookConfiguration', { webhooks: [hook] }),
  clusterObject(admissionGroup, 'ValidatingWebhookConfiguration', {
    webhooks: [{ ...hook, clientConfig: { url: 'https://sample.example/hook' }, namespaceSelector: selector }],
  }),
  clusterObject(admissionGroup, 'MutatingWebhookConfiguration', { webhooks: [hook] }),
  clusterObject(admissionGroup, 'ValidatingAdmissionPolicy', {
    spec: { matchConstraints: { resourceRules: rules }, validations: [{ expression: 'true' }] },
  }),
  clusterObject(admissionGroup, 'ValidatingAdmissionPolicyBinding', {
    spec: {
      policyName: 'sample',
      validationActions: ['Deny'],
      matchResources: { namespaceSelector: selector },
    },
  }),
];

const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'sample' };

const target = (averageUtilization: number): object => ({ type: 'Utilization', averageUtilization });

const scaling: readonly Manifest[] = [
  object('autoscaling/v1', 'HorizontalPodAutoscaler', {
    spec: { scaleTargetRef, maxReplicas: 3, targetCPUUtilizationPercentage: 80 },
  }),
  object('autoscaling/v1', 'HorizontalPodAutoscaler', { spec: { scaleTargetRef, maxReplicas: 3 } }),
  object('autoscaling/v2', 'HorizontalPodAutoscaler', { spec: { scaleTargetRef, maxReplicas: 3 } }),
  object('autoscaling/v2', 'HorizontalPodAutoscaler', {
    spec: {
      scaleTargetRef,
      maxReplicas: 3,
      metrics: [{ type: 'Resource', resource: { name: 'memory', target: target(70) } }],
    },
  }),
  ...['scaleUp', 'scaleDown'].map((way) =>
    object('autoscaling/v2', 'HorizontalPodAutoscaler', {
      spec: {
        scaleTargetRef,
        maxReplicas: 3,
        metrics: [{ type: 'Resource', resource: { name: 'cpu', target: target(70) } }],
        behavior: { [way]: { policies: [{ type: 'Pods', value: 2, periodSeconds: 60 }] } },
      },
    }),
  ),
  object('policy/v1', 'PodDisruptionBudget', { spec: { selector, minAvailable: 0 } }),
  object('policy/v1', 'PodDisruptionBudget', { spec: { selector, maxUnavailable: '50%' } }),
  clusterObject('scheduling.k8s.io/v1', 'PriorityClass', { value: 1000 }),
  clusterObject('scheduling.k8s.io/v1', 'PriorityClass', { value: 0, globalDefault: false, preemptionPolicy: 'Never' }),
  clusterObject('node.k8s.io/v1', 'RuntimeClass', {
    handler: 'runc',
    scheduling: { tolerations: [{ key: 'sandbox' }] },
  }),
  object('coordination.k8s.io/v1', 'Lease', { spec: {} }),
];

const schema = { openAPIV3Schema: { type: 'object', properties: { spec: { type: 'object', default: {} } } } };

const definition = (spec: object, version: object = {}): Manifest => ({
  ...clusterObject('apiextensions.k8s.io/v1', 'CustomResourceDefinition', {
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { kind: 'DataSet', plural: 'datasets' },
      versions: [{ name: 'v1', served: true, storage: true, schema, ...version }],
      ...spec,
    },
  }),
  metadata: { name: 'datasets.example.com' },
});

const definitions: readonly Manifest[] = [
  definition({}),
  definition(
    {
      preserveUnknownFields: false,
      names: { kind: 'DataSet', plural: 'datasets', singular: 'set', shortNames: [] },
      conversion: {
        strategy: 'Webhook',
        webhook: {
          conversionReviewVersions: ['v1'],
          clientConfig: { service: { namespace: 'default', name: 'sample' } },
        },
      },
    },
    {
      deprecated: false,
      subresources: { status: {} },
      additionalPrinterColumns: [{ name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp', priority: 0 }],
    },
  ),
  {
    ...clusterObject('apiregistration.k8s.io/v1', 'APIService', {
      spec: {
        group: 'metrics.example',
        version: 'v1',
        groupPriorityMinimum: 100,
        versionPriority: 10,
        insecureSkipTLSVerify: false,
        service: { namespace: 'default', name: 'metrics' },
      },
    }),
    metadata: { name: 'v1.metrics.example' },
  },
];

const flow = 'flowcontrol.apiserver.k8s.io/v1';

const flows: readonly Manifest[] = [
  clusterObject(flow, 'FlowSchema', { spec: { priorityLevelConfiguration: { name: 'catch-all' } } }),
  clusterObject(flow, 'PriorityLevelConfiguration', {
    spec: { type: 'Limited', limited: { limitResponse: { type: 'Queue', queuing: {} } } },
  }),
  clusterObject(flow, 'PriorityLevelConfiguration', {
    spec: { type: 'Limited', limited: { limitResponse: { type: 'Reject' } } },
  }),
];

/** Access, networks, storage, admission, scaling and definitions. */
export const otherSamples: readonly Manifest[] = [
  ...access,
  ...network,
  ...storage,
  ...admission,
  ...scaling,
  ...definitions,
  ...flows,
];
