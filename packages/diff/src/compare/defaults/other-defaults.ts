import type { Json, JsonMap } from '../../model/json.ts';
import { type ApiDefaults, listAt, mapAt } from './api-defaults.ts';

const rbac = 'rbac.authorization.k8s.io';

/** Of a Job alone: the template of one in a CronJob is kept as it is written. */
const jobSpec = (fields: JsonMap): Json => {
  const spec = mapAt(fields, 'spec');
  const { completions, parallelism } = spec;
  return {
    ...(completions === undefined && parallelism === undefined ? { completions: 1 } : {}),
    parallelism: 1,
    backoffLimit: 'backoffLimitPerIndex' in spec ? 2_147_483_647 : 6,
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: 'podFailurePolicy' in spec ? 'Failed' : 'TerminatingOrFailed',
    ...spec,
  };
};

/** A policy with egress rules covers egress; ingress is always covered. */
const policyTypes = (fields: JsonMap): Json =>
  listAt(fields, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];

const webhook = {
  failurePolicy: 'Fail',
  matchPolicy: 'Equivalent',
  namespaceSelector: {},
  objectSelector: {},
  timeoutSeconds: 10,
};

const lower = (value: Json | undefined, suffix = ''): Json | undefined =>
  typeof value === 'string' ? `${suffix === '' ? value.toLowerCase() : value}${suffix}` : undefined;

/** Batch, RBAC, networking, storage, admission and definitions, as their `SetDefaults_*` functions have them. */
export const otherDefaults: ApiDefaults = {
  'io.k8s.api.batch.v1.Job': { complete: { spec: jobSpec } },
  'io.k8s.api.batch.v1.PodFailurePolicyOnPodConditionsPattern': { absent: { status: 'True' } },
  'io.k8s.api.batch.v1.CronJobSpec': {
    absent: {
      concurrencyPolicy: 'Allow',
      suspend: false,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 1,
    },
  },
  'io.k8s.api.rbac.v1.RoleRef': { absent: { apiGroup: rbac } },
  'io.k8s.api.rbac.v1.Subject': { absent: { apiGroup: ({ kind }) => (kind === 'ServiceAccount' ? undefined : rbac) } },
  'io.k8s.api.networking.v1.NetworkPolicySpec': { absent: { policyTypes } },
  'io.k8s.api.networking.v1.NetworkPolicyPort': { absent: { protocol: 'TCP' } },
  'io.k8s.api.storage.v1.StorageClass': {
    absent: {
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
    },
  },
  'io.k8s.api.storage.v1.CSIDriverSpec': {
    absent: {
      attachRequired: true,
      podInfoOnMount: false,
      storageCapacity: false,
      fsGroupPolicy: 'ReadWriteOnceWithFSType',
      volumeLifecycleModes: ['Persistent'],
      requiresRepublish: false,
      seLinuxMount: false,
    },
  },
  'io.k8s.api.admissionregistration.v1.ValidatingWebhook': { absent: webhook },
  'io.k8s.api.admissionregistration.v1.MutatingWebhook': { absent: { ...webhook, reinvocationPolicy: 'Never' } },
  'io.k8s.api.admissionregistration.v1.RuleWithOperations': { absent: { scope: '*' } },
  'io.k8s.api.admissionregistration.v1.NamedRuleWithOperations': { absent: { scope: '*' } },
  'io.k8s.api.admissionregistration.v1.MatchResources': {
    absent: { matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {} },
  },
  'io.k8s.api.admissionregistration.v1.ValidatingAdmissionPolicySpec': { absent: { failurePolicy: 'Fail' } },
  'io.k8s.api.admissionregistration.v1.ServiceReference': { absent: { port: 443 } },
  'io.k8s.api.scheduling.v1.PriorityClass': {
    absent: { preemptionPolicy: 'PreemptLowerPriority', globalDefault: false },
  },
  'io.k8s.api.discovery.v1.EndpointPort': { absent: { protocol: 'TCP', name: '' } },
  'io.k8s.api.networking.v1.IngressClassParametersReference': { absent: { scope: 'Cluster' } },
  'io.k8s.api.flowcontrol.v1.FlowSchemaSpec': { absent: { matchingPrecedence: 1000 } },
  'io.k8s.api.flowcontrol.v1.LimitedPriorityLevelConfiguration': {
    absent: { nominalConcurrencyShares: 30, lendablePercent: 0 },
  },
  'io.k8s.api.flowcontrol.v1.QueuingConfiguration': { absent: { queues: 64, handSize: 8, queueLengthLimit: 50 } },
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionSpec': {
    absent: { conversion: { strategy: 'None' } },
    complete: {
      names: (fields) => {
        const names = mapAt(fields, 'names');
        return {
          singular: lower(names.kind) ?? null,
          listKind: lower(names.kind, 'List') ?? null,
          ...names,
        };
      },
    },
  },
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ServiceReference': { absent: { port: 443 } },
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.ServiceReference': { absent: { port: 443 } },
};

export const otherZeros: Readonly<Record<string, readonly string[]>> = {
  'io.k8s.api.rbac.v1.Subject': ['apiGroup', 'namespace'],
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionSpec': ['preserveUnknownFields'],
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionVersion': ['deprecated'],
  'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceColumnDefinition': [
    'priority',
    'description',
    'format',
  ],
  'io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIServiceSpec': ['insecureSkipTLSVerify'],
};
