/**
 * What the API server enforces and its OpenAPI documents do not say. Each fact is in the validation code of
 * k8s.io/kubernetes (`pkg/apis/<group>/validation`) or in the constants of k8s.io/api (`<group>/<version>/types.go`).
 * The enums marked `+enum` in those types are read from the sources and are not repeated here.
 */
const api = 'io.k8s.api';
const meta = 'io.k8s.apimachinery.pkg.apis.meta.v1';
const extensions = 'io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1';

/** Closed sets of values: definition, field, values. */
export const extraEnums: readonly (readonly [string, string, readonly string[]])[] = [
  [`${api}.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy`, 'whenDeleted', ['Delete', 'Retain']],
  [`${api}.apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy`, 'whenScaled', ['Delete', 'Retain']],
  [`${api}.autoscaling.v2.HPAScalingPolicy`, 'type', ['Percent', 'Pods']],
  [`${api}.autoscaling.v2.HPAScalingRules`, 'selectPolicy', ['Disabled', 'Max', 'Min']],
  [`${api}.autoscaling.v2.MetricSpec`, 'type', ['ContainerResource', 'External', 'Object', 'Pods', 'Resource']],
  [`${api}.autoscaling.v2.MetricTarget`, 'type', ['AverageValue', 'Utilization', 'Value']],
  [`${api}.batch.v1.PodFailurePolicyOnPodConditionsPattern`, 'status', ['False', 'True', 'Unknown']],
  [`${api}.core.v1.Container`, 'restartPolicy', ['Always', 'Never', 'OnFailure']],
  [`${api}.core.v1.ContainerResizePolicy`, 'restartPolicy', ['NotRequired', 'RestartContainer']],
  [`${api}.core.v1.PodOS`, 'name', ['linux', 'windows']],
  [`${api}.core.v1.PodSecurityContext`, 'seLinuxChangePolicy', ['MountOption', 'Recursive']],
  [`${api}.flowcontrol.v1.LimitResponse`, 'type', ['Queue', 'Reject']],
  [`${api}.flowcontrol.v1.PriorityLevelConfigurationSpec`, 'type', ['Exempt', 'Limited']],
  [`${api}.flowcontrol.v1.Subject`, 'kind', ['Group', 'ServiceAccount', 'User']],
  [`${api}.networking.v1.IngressClassParametersReference`, 'scope', ['Cluster', 'Namespace']],
  [`${api}.rbac.v1.RoleRef`, 'apiGroup', ['rbac.authorization.k8s.io']],
  [`${api}.rbac.v1.RoleRef`, 'kind', ['ClusterRole', 'Role']],
  [`${api}.rbac.v1.Subject`, 'apiGroup', ['', 'rbac.authorization.k8s.io']],
  [`${api}.rbac.v1.Subject`, 'kind', ['Group', 'ServiceAccount', 'User']],
  [`${api}.storage.v1.CSIDriverSpec`, 'fsGroupPolicy', ['File', 'None', 'ReadWriteOnceWithFSType']],
  [`${api}.storage.v1.CSIDriverSpec`, 'volumeLifecycleModes', ['Ephemeral', 'Persistent']],
  [`${extensions}.CustomResourceConversion`, 'strategy', ['None', 'Webhook']],
  [`${extensions}.CustomResourceDefinitionSpec`, 'scope', ['Cluster', 'Namespaced']],
  [`${meta}.LabelSelectorRequirement`, 'operator', ['DoesNotExist', 'Exists', 'In', 'NotIn']],
];

/** Fields that the API server refuses to miss: definition, fields. */
export const extraRequired: readonly (readonly [string, readonly string[]])[] = [
  [`${api}.apps.v1.DaemonSet`, ['spec']],
  [`${api}.apps.v1.Deployment`, ['spec']],
  [`${api}.apps.v1.ReplicaSet`, ['spec']],
  [`${api}.apps.v1.ReplicaSetSpec`, ['template']],
  [`${api}.apps.v1.StatefulSet`, ['spec']],
  [`${api}.batch.v1.Job`, ['spec']],
  [`${api}.core.v1.Container`, ['image']],
  [`${api}.core.v1.EphemeralContainer`, ['image']],
  [`${api}.core.v1.PersistentVolume`, ['spec']],
  [`${api}.core.v1.PersistentVolumeClaim`, ['spec']],
  [`${api}.core.v1.PersistentVolumeClaimSpec`, ['accessModes', 'resources']],
  [`${api}.core.v1.PersistentVolumeSpec`, ['accessModes', 'capacity']],
  [`${api}.core.v1.Pod`, ['spec']],
  [`${api}.core.v1.PodTemplateSpec`, ['spec']],
  [`${api}.core.v1.Service`, ['spec']],
  [`${api}.networking.v1.Ingress`, ['spec']],
];
