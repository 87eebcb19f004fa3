import type { Catalog, SchemaNode } from '@wildermesser/manifest';

/** What emission asks of the target version: its schemas, whose patch keywords are read, and which kinds have namespaces. */
export type KustomizeCatalog = Pick<Catalog, 'schemaOf' | 'definition' | 'isNamespaced'>;

/**
 * What Kustomize does with a list of a strategic merge patch: `atomic` lists are taken as a whole, `keyed` ones merged
 * item by item. `unknown` means that Kubernetes merges and Kustomize, whose compiled-in schemas are those of 1.21,
 * may not: nothing is said about such a list in a strategic merge.
 */
export type ListRule =
  | { readonly type: 'atomic' }
  | { readonly type: 'keyed'; readonly keys: readonly string[] }
  | { readonly type: 'unknown'; readonly keys: readonly string[] };

/** Kinds whose lists Kustomize 5.8.1 merges; a test compares with the real one, list by list. */
const mergedKinds = new Set([
  'v1/Pod',
  'v1/PodTemplate',
  'v1/ReplicationController',
  'v1/Service',
  'v1/ServiceAccount',
  'apps/v1/DaemonSet',
  'apps/v1/Deployment',
  'apps/v1/ReplicaSet',
  'apps/v1/StatefulSet',
  'batch/v1/CronJob',
  'batch/v1/Job',
  'admissionregistration.k8s.io/v1/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/v1/ValidatingWebhookConfiguration',
]);

/** Fields of these kinds that are younger than Kustomize's schemas. */
const youngFields = new Set(['ephemeralContainers', 'matchConditions', 'resourceClaims', 'schedulingGates']);

/** A place in an object: what the schema of its kind says there, if anything. */
export interface SchemaPlace {
  /** Whether `$patch: replace` works here: Kustomize takes it for a label or annotation in those of the object. */
  readonly isReplaceable: boolean;
  readonly field: (key: string) => SchemaPlace;
  readonly items: () => SchemaPlace;
  readonly listRule: () => ListRule;
}

interface Walk {
  readonly catalog: KustomizeCatalog;
  readonly merges: boolean;
  readonly path: readonly string[];
}

const place = (walk: Walk, node: SchemaNode | undefined): SchemaPlace => {
  const { catalog, merges, path } = walk;
  const target = node?.$ref === undefined ? node : { ...catalog.definition(node.$ref), ...node };
  return {
    isReplaceable: path[0] !== 'metadata',
    field: (key) => {
      const properties = target?.properties;
      const known = properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
      const other = typeof target?.additionalProperties === 'object' ? target.additionalProperties : undefined;
      return place({ ...walk, path: [...path, key] }, known ?? other);
    },
    items: () => place(walk, target?.items),
    listRule: () => {
      const strategies = target?.['x-kubernetes-patch-strategy']?.split(',') ?? [];
      if (!strategies.includes('merge')) return { type: 'atomic' };
      const key = target?.['x-kubernetes-patch-merge-key'];
      const keys = target?.['x-kubernetes-list-map-keys'] ?? (key === undefined ? [] : [key]);
      const isOld = merges && keys.length > 0 && !path.some((step) => youngFields.has(step));
      return { type: isOld ? 'keyed' : 'unknown', keys };
    },
  };
};

/** The root of the schema of a kind. */
export const schemaPlace = (catalog: KustomizeCatalog, apiVersion: string, kind: string): SchemaPlace =>
  place({ catalog, merges: mergedKinds.has(`${apiVersion}/${kind}`), path: [] }, catalog.schemaOf(apiVersion, kind));
