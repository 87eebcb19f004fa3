/** The objects of a kind, in any group and version that is not told: `Service` in `v1` is Knative's, too. */
export interface KindSelector {
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
}

/** A field by which one object names another, and that Kustomize 5.8.1 keeps right when the other is renamed. */
export interface NameReference {
  readonly target: KindSelector;
  readonly referrer: KindSelector;
  /** Keys from the root of the referrer; lists on the way are gone through item by item. */
  readonly path: readonly string[];
}

const each = (prefixes: readonly string[], suffixes: readonly string[]): string[] =>
  prefixes.flatMap((prefix) => suffixes.map((suffix) => `${prefix}/${suffix}`));

const containers = ['containers', 'initContainers'];

const configMapFields = [
  'volumes/configMap/name',
  'volumes/projected/sources/configMap/name',
  ...each(containers, ['env/valueFrom/configMapKeyRef/name', 'envFrom/configMapRef/name']),
];
const secretFields = [
  'volumes/secret/secretName',
  'volumes/projected/sources/secret/name',
  'imagePullSecrets/name',
  ...each(containers, ['env/valueFrom/secretKeyRef/name', 'envFrom/secretRef/name']),
];

/** Where the kinds have their pod. */
const pods: Readonly<Record<string, string>> = {
  Pod: 'spec',
  Deployment: 'spec/template/spec',
  StatefulSet: 'spec/template/spec',
  DaemonSet: 'spec/template/spec',
  Job: 'spec/template/spec',
  CronJob: 'spec/jobTemplate/spec/template/spec',
};
const dataReferrers: Readonly<Record<string, string>> = {
  ...pods,
  PodTemplate: 'template/spec',
  ReplicaSet: 'spec/template/spec',
};
const otherReferrers: Readonly<Record<string, string>> = { ...pods, ReplicationController: 'spec/template/spec' };

const rbac = 'rbac.authorization.k8s.io';

const reference = (target: KindSelector, kind: string, path: string, group?: string): NameReference => ({
  target,
  referrer: { kind, ...(group === undefined ? {} : { group }) },
  path: path.split('/'),
});

const inPods = (
  target: KindSelector,
  referrers: Readonly<Record<string, string>>,
  fields: readonly string[],
): NameReference[] =>
  Object.entries(referrers).flatMap(([kind, root]) =>
    fields.map((field) => reference(target, kind, `${root}/${field}`)),
  );

const v1 = (kind: string): KindSelector => ({ kind, version: 'v1' });
const configMap = v1('ConfigMap');
const secret = v1('Secret');
const service = v1('Service');
const claim = v1('PersistentVolumeClaim');
const volume = v1('PersistentVolume');
const storageClass = { ...v1('StorageClass'), group: 'storage.k8s.io' };
const priorityClass = { ...v1('PriorityClass'), group: 'scheduling.k8s.io' };
const clusterRole = { kind: 'ClusterRole', group: rbac };

export const serviceAccount = v1('ServiceAccount');

/**
 * In Kustomize's order, in which one reference may find what the one before it wrote. Annotations and kinds of old API
 * versions are left out; of those, {@link applyNative} knows nothing.
 */
export const nameReferences: readonly NameReference[] = [
  ...['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'].map((kind) =>
    reference({ kind }, 'HorizontalPodAutoscaler', 'spec/scaleTargetRef/name'),
  ),
  ...inPods(configMap, dataReferrers, configMapFields),
  ...inPods(secret, dataReferrers, secretFields),
  ...[configMap, secret].flatMap((target) =>
    ['Role', 'ClusterRole'].map((kind) => reference(target, kind, 'rules/resourceNames')),
  ),
  reference(secret, 'Ingress', 'spec/tls/secretName'),
  reference(secret, 'ServiceAccount', 'imagePullSecrets/name'),
  reference(secret, 'PersistentVolume', 'spec/azureFile/secretName'),
  reference(secret, 'Service', 'spec/template/spec/containers/env/valueFrom/secretKeyRef/name', 'serving.knative.dev'),
  ...['secretName', 'adminSecretName', 'userSecretName', 'secretRef'].map((field) =>
    reference(secret, 'StorageClass', `parameters/${field}`),
  ),
  reference(service, 'StatefulSet', 'spec/serviceName', 'apps'),
  reference(service, 'Ingress', 'spec/rules/http/paths/backend/service/name'),
  reference(service, 'Ingress', 'spec/defaultBackend/service/name'),
  reference(service, 'APIService', 'spec/service/name', 'apiregistration.k8s.io'),
  reference({ kind: 'Role', group: rbac }, 'RoleBinding', 'roleRef/name', rbac),
  ...['RoleBinding', 'ClusterRoleBinding'].map((kind) => reference(clusterRole, kind, 'roleRef/name', rbac)),
  ...inPods(serviceAccount, otherReferrers, ['serviceAccountName']),
  ...inPods(claim, otherReferrers, ['volumes/persistentVolumeClaim/claimName']),
  reference(volume, 'PersistentVolumeClaim', 'spec/volumeName'),
  reference(volume, 'ClusterRole', 'rules/resourceNames'),
  reference(storageClass, 'PersistentVolume', 'spec/storageClassName'),
  reference(storageClass, 'PersistentVolumeClaim', 'spec/storageClassName'),
  reference(storageClass, 'StatefulSet', 'spec/volumeClaimTemplates/spec/storageClassName'),
  ...inPods(priorityClass, otherReferrers, ['priorityClassName']),
];
