import type { SchemaNode } from '@wildermesser/manifest';
import type { Json } from '../model/json.ts';
import { entryField } from './entry-field.ts';
import { isMap } from './is-map.ts';
import { jsonKey } from './json-key.ts';

/** Lists whose order means nothing to the API server or to the controllers that read them, by definition and field. */
const unordered = new Set([
  ...['verbs', 'apiGroups', 'resources', 'resourceNames', 'nonResourceURLs'].map((field) => `PolicyRule.${field}`),
  'ClusterRole.rules',
  'Role.rules',
  'AggregationRule.clusterRoleSelectors',
  'ClusterRoleBinding.subjects',
  'RoleBinding.subjects',
  'NetworkPolicySpec.ingress',
  'NetworkPolicySpec.egress',
  'NetworkPolicySpec.policyTypes',
  'NetworkPolicyIngressRule.from',
  'NetworkPolicyIngressRule.ports',
  'NetworkPolicyEgressRule.to',
  'NetworkPolicyEgressRule.ports',
  'IPBlock.except',
  'LabelSelector.matchExpressions',
  'LabelSelectorRequirement.values',
  'ServiceSpec.ports',
  'ServiceSpec.externalIPs',
  'ServiceSpec.loadBalancerSourceRanges',
  'ServiceAccount.imagePullSecrets',
  'ServiceAccount.secrets',
  'PersistentVolumeClaimSpec.accessModes',
  'PersistentVolumeSpec.accessModes',
  'IngressTLS.hosts',
  'IngressSpec.tls',
  'ResourceQuotaSpec.scopes',
  'LimitRangeSpec.limits',
  'HorizontalPodAutoscalerSpec.metrics',
  'CustomResourceDefinitionSpec.versions',
  'CustomResourceDefinitionNames.shortNames',
  'CustomResourceDefinitionNames.categories',
  'JSONSchemaProps.required',
  'JSONSchemaProps.enum',
  'JSONSchemaProps.anyOf',
  'JSONSchemaProps.oneOf',
  'JSONSchemaProps.allOf',
  'ValidatingWebhookConfiguration.webhooks',
  'RuleWithOperations.operations',
  'RuleWithOperations.apiGroups',
  'RuleWithOperations.apiVersions',
  'RuleWithOperations.resources',
  'ObjectMeta.finalizers',
]);

const shortName = (definition: string): string => definition.slice(definition.lastIndexOf('.') + 1);

/** What two lists are compared by. */
export interface ListKind {
  /** Fields that make an entry the same one; absent where entries are compared by their place or value. */
  readonly keys?: readonly string[];
  /** The order says something. */
  readonly ordered: boolean;
}

/** Names that entries go by in lists whose schema does not say; the first that holds for all entries of both sides. */
const customaryKeys: readonly (readonly string[])[] = [
  // Whole objects, as in `volumeClaimTemplates`.
  ['metadata.name'],
  ['name'],
  ['kind', 'namespace', 'name'],
  ['kind', 'name'],
  ['group', 'kind'],
  ['alert'],
  ['record'],
  ['key'],
  ['id'],
  ['mountPath'],
  ['port'],
  ['containerPort'],
  ['host', 'path'],
  ['host'],
  ['path'],
  ['job_name'],
  ['server', 'namespace'],
  ['topologyKey'],
];

const isScalar = (value: Json | undefined): boolean => ['string', 'number', 'boolean'].includes(typeof value);

/** The text that an entry goes by; undefined when it lacks all of the keys. */
export const entryKey = (item: Json, keys: readonly string[]): string | undefined => {
  if (!isMap(item)) return undefined;
  const values = keys.map((key) => entryField(item, key) ?? null);
  return values.some(isScalar) ? jsonKey(values) : undefined;
};

const identifies = (keys: readonly string[], list: readonly Json[]): boolean => {
  const seen = new Set<string>();
  for (const item of list) {
    const key = entryKey(item, keys);
    if (key === undefined || seen.has(key)) return false;
    seen.add(key);
  }
  return true;
};

/** How the entries of a list field are told apart. `items` of both sides decide where the schema does not. */
export const listKind = (
  definition: string | undefined,
  field: string,
  node: SchemaNode,
  base: readonly Json[],
  head: readonly Json[],
): ListKind => {
  const isUnordered =
    node['x-kubernetes-list-type'] === 'set' ||
    (definition !== undefined && unordered.has(`${shortName(definition)}.${field}`));
  const ordered = !isUnordered;
  const merge = node['x-kubernetes-patch-merge-key'];
  const candidates = [
    ...(node['x-kubernetes-list-map-keys'] ? [node['x-kubernetes-list-map-keys']] : []),
    ...(merge === undefined ? [] : [[merge]]),
    ...customaryKeys,
  ];
  const keys = candidates.find((each) => identifies(each, base) && identifies(each, head));
  const isKeyed = keys !== undefined && base.length + head.length > 0;
  return isKeyed ? { keys, ordered } : { ordered };
};
