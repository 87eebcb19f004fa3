import type { Json, JsonMap } from '../../model/json.ts';
import { isMap } from '../is-map.ts';
import { type ApiDefaults, listAt, mapAt } from './api-defaults.ts';

/** The tag of an image, `''` without one; a digest counts as a tag that is not `latest`. */
const tagOf = (image: Json | undefined): string => {
  if (typeof image !== 'string') return '';
  if (image.includes('@')) return '@';
  const last = image.slice(image.lastIndexOf('/') + 1);
  return last.includes(':') ? last.slice(last.indexOf(':') + 1) : '';
};

const pullPolicy = ({ image }: JsonMap): Json => (['', 'latest'].includes(tagOf(image)) ? 'Always' : 'IfNotPresent');

/** Requests that are not written are those of the limits. */
const requests = (fields: JsonMap): Json | undefined => {
  const limits = mapAt(fields, 'limits');
  return Object.keys(limits).length === 0 ? undefined : { ...limits, ...mapAt(fields, 'requests') };
};

const container = {
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  imagePullPolicy: pullPolicy,
};

const probe = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };

const hasNodePorts = ({ type }: JsonMap): boolean => type === 'NodePort' || type === 'LoadBalancer';

/** On the host's network a container's port is the host's. */
const hostPorts = (fields: JsonMap, key: string): Json | undefined =>
  fields.hostNetwork !== true || !(key in fields)
    ? undefined
    : listAt(fields, key).map((each) => {
        if (!isMap(each) || !Array.isArray(each.ports)) return each;
        const bound = each.ports.map((port: Json) =>
          isMap(port) ? { ...port, hostPort: port.hostPort ?? port.containerPort ?? null } : port,
        );
        return { ...each, ports: bound };
      });

/** As `SetDefaults_*` of k8s.io/kubernetes/pkg/apis/core/v1/defaults.go. */
export const coreDefaults: ApiDefaults = {
  'io.k8s.api.core.v1.PodSpec': {
    absent: {
      restartPolicy: 'Always',
      dnsPolicy: 'ClusterFirst',
      schedulerName: 'default-scheduler',
      terminationGracePeriodSeconds: 30,
      enableServiceLinks: true,
      serviceAccountName: ({ serviceAccount }) => serviceAccount,
      serviceAccount: ({ serviceAccountName }) => serviceAccountName,
      securityContext: {},
    },
    complete: {
      containers: (fields) => hostPorts(fields, 'containers'),
      initContainers: (fields) => hostPorts(fields, 'initContainers'),
    },
  },
  'io.k8s.api.core.v1.Container': { absent: container },
  'io.k8s.api.core.v1.EphemeralContainer': { absent: container },
  'io.k8s.api.core.v1.ResourceRequirements': { complete: { requests } },
  'io.k8s.api.core.v1.Probe': { absent: probe },
  'io.k8s.api.core.v1.HTTPGetAction': { absent: { path: '/', scheme: 'HTTP' } },
  'io.k8s.api.core.v1.GRPCAction': { absent: { service: '' } },
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
  'io.k8s.api.core.v1.PersistentVolumeClaimSpec': { absent: { volumeMode: 'Filesystem' } },
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
};
