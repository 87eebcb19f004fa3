import type { Json, JsonMap } from '../../model/json.ts';
import { type ApiDefaults, listAt, mapAt } from './api-defaults.ts';
import { podSpec } from './pod-defaults.ts';

/** The tag of an image, `''` without one; a digest counts as a tag that is not `latest`. */
const tagOf = (image: Json | undefined): string => {
  if (typeof image !== 'string') return '';
  if (image.includes('@')) return '@';
  const last = image.slice(image.lastIndexOf('/') + 1);
  return last.includes(':') ? last.slice(last.indexOf(':') + 1) : '';
};

const pullPolicy = ({ image }: JsonMap): Json => (['', 'latest'].includes(tagOf(image)) ? 'Always' : 'IfNotPresent');

const container = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  imagePullPolicy: pullPolicy,
};

const probe = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };

const hasNodePorts = ({ type }: JsonMap): boolean => type === 'NodePort' || type === 'LoadBalancer';

/** What a ReplicationController takes from its template. */
const templateLabels = (spec: JsonMap): Json | undefined => mapAt(mapAt(spec, 'template'), 'metadata').labels;

const labelsOfTemplate = (fields: JsonMap): Json | undefined => {
  const metadata = mapAt(fields, 'metadata');
  const labels = metadata.labels ?? templateLabels(mapAt(fields, 'spec'));
  return labels === undefined ? undefined : { ...metadata, labels };
};

/** As `SetDefaults_*` of k8s.io/kubernetes/pkg/apis/core/v1/defaults.go. */
export const coreDefaults: ApiDefaults = {
  'io.k8s.api.core.v1.PodSpec': {
    absent: {
      restartPolicy: 'Always',
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      terminationGracePeriodSeconds: 30,
      serviceAccountName: ({ serviceAccount }) => serviceAccount,
      serviceAccount: ({ serviceAccountName }) => serviceAccountName,
      securityContext: {},
    },
  },
  'io.k8s.api.core.v1.Pod': { complete: { spec: podSpec } },
  'io.k8s.api.core.v1.Container': { absent: container },
  'io.k8s.api.core.v1.EphemeralContainer': { absent: container },
  'io.k8s.api.core.v1.Probe': { absent: probe },
  'io.k8s.api.core.v1.HTTPGetAction': { absent: { path: '/', scheme: 'HTTP' } },
  'io.k8s.api.core.v1.GRPCAction': { absent: { service: '' } },
  'io.k8s.api.core.v1.ResourceFieldSelector': { absent: { divisor: '0' } },
  'io.k8s.api.core.v1.ObjectFieldSelector': { absent: { apiVersion: 'v1' } },
  'io.k8s.api.core.v1.ConfigMapVolumeSource': { absent: { defaultMode: 0o644 } },
  'io.k8s.api.core.v1.SecretVolumeSource': { absent: { defaultMode: 0o644 } },
  'io.k8s.api.core.v1.DownwardAPIVolumeSource': { absent: { defaultMode: 0o644 } },
  'io.k8s.api.core.v1.ProjectedVolumeSource': { absent: { defaultMode: 0o644 } },
  'io.k8s.api.core.v1.ServiceAccountTokenProjection': { absent: { expirationSeconds: 3600 } },
  'io.k8s.api.core.v1.HostPathVolumeSource': { absent: { type: '' } },
  'io.k8s.api.core.v1.ISCSIVolumeSource': { absent: { iscsiInterface: 'default' } },
  'io.k8s.api.core.v1.AzureDiskVolumeSource': {
    absent: { cachingMode: 'ReadWrite', fsType: 'ext4', kind: 'Shared', readOnly: false },
  },
  'io.k8s.api.core.v1.ServiceSpec': {
    absent: {
      type: 'ClusterIP',
      sessionAffinity: 'None',
      sessionAffinityConfig: ({ sessionAffinity }) =>
        sessionAffinity === 'ClientIP' ? { clientIP: { timeoutSeconds: 10_800 } } : undefined,
      externalTrafficPolicy: (fields) => (hasNodePorts(fields) ? 'Cluster' : undefined),
      internalTrafficPolicy: ({ type }) => (type === 'ExternalName' ? undefined : 'Cluster'),
      allocateLoadBalancerNodePorts: ({ type }) => (type === 'LoadBalancer' ? true : undefined),
      clusterIPs: ({ clusterIP }) => (clusterIP === undefined ? undefined : [clusterIP]),
      clusterIP: (fields) => listAt(fields, 'clusterIPs')[0],
    },
  },
  'io.k8s.api.core.v1.ServicePort': { absent: { targetPort: ({ port }) => port } },
  'io.k8s.api.core.v1.EndpointPort': { absent: { protocol: 'TCP' } },
  'io.k8s.api.core.v1.ReplicationController': { complete: { metadata: labelsOfTemplate } },
  'io.k8s.api.core.v1.ReplicationControllerSpec': { absent: { selector: templateLabels } },
  'io.k8s.api.core.v1.PersistentVolumeClaimSpec': {
    absent: {
      volumeMode: 'Filesystem',
      // One is the older name of the other, which cannot name another namespace.
      dataSourceRef: ({ dataSource }) => dataSource,
      dataSource: (fields) => ('namespace' in mapAt(fields, 'dataSourceRef') ? undefined : fields.dataSourceRef),
    },
  },
  'io.k8s.api.core.v1.PersistentVolumeSpec': {
    absent: { volumeMode: 'Filesystem', persistentVolumeReclaimPolicy: 'Retain' },
  },
  'io.k8s.api.core.v1.Secret': { absent: { type: 'Opaque' } },
  'io.k8s.api.core.v1.LimitRangeItem': {
    absent: {
      default: (fields) => (fields.type === 'Container' ? fields.max : undefined),
      defaultRequest: (fields) => (fields.type === 'Container' ? (fields.default ?? fields.min) : undefined),
    },
  },
};

/** Fields that are not written when they hold `false`, `0` or `''`: the Go type keeps no difference (`omitempty`, no pointer). */
export const coreZeros: Readonly<Record<string, readonly string[]>> = {
  'io.k8s.api.core.v1.PodSpec': [
    'hostNetwork',
    'hostPID',
    'hostIPC',
    'nodeName',
    'hostname',
    'subdomain',
    'priorityClassName',
    'serviceAccountName',
    'serviceAccount',
  ],
  'io.k8s.api.core.v1.Container': ['stdin', 'stdinOnce', 'tty', 'workingDir'],
  'io.k8s.api.core.v1.EphemeralContainer': ['stdin', 'stdinOnce', 'tty', 'workingDir'],
  'io.k8s.api.core.v1.ContainerPort': ['hostPort', 'hostIP', 'name'],
  'io.k8s.api.core.v1.EnvVar': ['value'],
  'io.k8s.api.core.v1.Probe': ['initialDelaySeconds'],
  'io.k8s.api.core.v1.VolumeMount': ['readOnly', 'subPath', 'subPathExpr'],
  'io.k8s.api.core.v1.PersistentVolumeClaimVolumeSource': ['readOnly'],
  'io.k8s.api.core.v1.EmptyDirVolumeSource': ['medium'],
  'io.k8s.api.core.v1.ServiceSpec': [
    'publishNotReadyAddresses',
    'externalName',
    'healthCheckNodePort',
    'loadBalancerIP',
  ],
  'io.k8s.api.core.v1.ServicePort': ['nodePort', 'name'],
  'io.k8s.api.core.v1.PersistentVolumeSpec': ['storageClassName'],
};
