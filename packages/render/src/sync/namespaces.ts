import { type Finding, groupOf, identityOf, type Manifest, originOf, setOrigin } from '@wildermesser/manifest';
import { isMap } from '../located.ts';
import { placeOf } from './place.ts';

/** Whether objects of a kind live in namespaces; undefined when nobody knows the kind. */
export type IsNamespaced = (group: string, kind: string) => boolean | undefined;

/** The kinds that CustomResourceDefinitions among the manifests define, so that their objects are known, too. */
const definedScopes = (manifests: readonly Manifest[]): ReadonlyMap<string, boolean> => {
  const scopes = new Map<string, boolean>();
  for (const manifest of manifests) {
    if (manifest.kind !== 'CustomResourceDefinition') continue;
    const spec: unknown = 'spec' in manifest ? manifest.spec : undefined;
    const names = isMap(spec) ? spec.names : undefined;
    if (isMap(spec) && isMap(names)) scopes.set(`${spec.group}/${names.kind}`, spec.scope !== 'Cluster');
  }
  return scopes;
};

/** A manifest of the same place with another namespace; `''` takes it out. */
const withNamespace = (manifest: Manifest, namespace: string): Manifest => {
  const { namespace: _, ...metadata } = manifest.metadata;
  const moved = { ...manifest, metadata: namespace === '' ? metadata : { ...metadata, namespace } };
  const origin = originOf(manifest);
  if (origin !== undefined) setOrigin(moved, origin);
  return moved;
};

/**
 * The manifests with the namespaces that Argo CD gives them: none on cluster-scoped objects, the destination's on
 * namespaced ones that have none. A kind that nobody knows counts as namespaced.
 */
export const settleNamespaces = (
  manifests: readonly Manifest[],
  destination: string,
  isNamespaced: IsNamespaced,
  repository: string,
): { readonly manifests: readonly Manifest[]; readonly findings: readonly Finding[] } => {
  const scopes = definedScopes(manifests);
  const findings: Finding[] = [];
  const settled = manifests.map((manifest) => {
    const group = groupOf(manifest.apiVersion);
    const own = manifest.metadata.namespace ?? '';
    const namespaced = isNamespaced(group, manifest.kind) ?? scopes.get(`${group}/${manifest.kind}`) ?? true;
    if (namespaced) return own === '' && destination !== '' ? withNamespace(manifest, destination) : manifest;
    if (own === '') return manifest;
    findings.push({
      severity: 'warning',
      code: 'namespace-on-cluster-scoped',
      message: `${manifest.kind} is not namespaced; Argo CD takes the namespace ${own} off, other tools may not`,
      advice: 'remove metadata.namespace',
      object: identityOf(manifest),
      field: 'metadata.namespace',
      ...placeOf(manifest, repository),
    });
    return withNamespace(manifest, '');
  });
  return { manifests: settled, findings };
};
