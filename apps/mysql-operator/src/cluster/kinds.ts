import type { Deployment } from '@wildermesser/manifest/apps/v1';
import type { Job } from '@wildermesser/manifest/batch/v1';
import type { Lease } from '@wildermesser/manifest/coordination/v1';
import type {
  ConfigMap,
  Namespace,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  Secret,
  Service,
} from '@wildermesser/manifest/core/v1';
import type { Event } from '@wildermesser/manifest/events/v1';
import type { NetworkPolicy } from '@wildermesser/manifest/networking/v1';
import type { StorageClass } from '@wildermesser/manifest/storage/v1';
import { kind } from './kind.ts';
import type {
  DeploymentStatus,
  JobStatus,
  NamespaceStatus,
  PersistentVolumeClaimStatus,
  PersistentVolumeStatus,
  PodStatus,
} from './statuses.ts';

export const configMaps = kind<ConfigMap>()({
  group: '',
  version: 'v1',
  kind: 'ConfigMap',
  plural: 'configmaps',
  namespaced: true,
});

export const deployments = kind<Deployment, DeploymentStatus>()({
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  plural: 'deployments',
  namespaced: true,
});

export const events = kind<Event>()({
  group: 'events.k8s.io',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  namespaced: true,
});

export const jobs = kind<Job, JobStatus>()({
  group: 'batch',
  version: 'v1',
  kind: 'Job',
  plural: 'jobs',
  namespaced: true,
});

/**
 * @ownNamespace
 * @objectNames mysql-operator
 */
export const leases = kind<Lease>()({
  group: 'coordination.k8s.io',
  version: 'v1',
  kind: 'Lease',
  plural: 'leases',
  namespaced: true,
});

export const namespaces = kind<Namespace, NamespaceStatus>()({
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  namespaced: false,
});

export const networkPolicies = kind<NetworkPolicy>()({
  group: 'networking.k8s.io',
  version: 'v1',
  kind: 'NetworkPolicy',
  plural: 'networkpolicies',
  namespaced: true,
});

export const persistentVolumeClaims = kind<PersistentVolumeClaim, PersistentVolumeClaimStatus>()({
  group: '',
  version: 'v1',
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
  namespaced: true,
});

export const persistentVolumes = kind<PersistentVolume, PersistentVolumeStatus>()({
  group: '',
  version: 'v1',
  kind: 'PersistentVolume',
  plural: 'persistentvolumes',
  namespaced: false,
});

export const pods = kind<Pod, PodStatus>()({
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  namespaced: true,
});

export const secrets = kind<Secret>()({
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
  namespaced: true,
});

export const services = kind<Service>()({
  group: '',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  namespaced: true,
});

export const storageClasses = kind<StorageClass>()({
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'StorageClass',
  plural: 'storageclasses',
  namespaced: false,
});
