import { groupOf, type Manifest, originOf, setOrigin } from '@wildermesser/manifest';
import type { Scopes } from './emit-bundle.ts';

/** The manifests of a component, each in its namespace: the component's, where an object names none and lives in one. */
export const placeManifests = (
  {
    component: { namespace },
    manifests,
  }: { readonly component: { readonly namespace: string }; readonly manifests: readonly Manifest[] },
  { isNamespaced }: Pick<Scopes, 'isNamespaced'>,
): Manifest[] =>
  manifests.map((manifest) => {
    if (manifest.metadata.namespace !== undefined) return manifest;
    if (isNamespaced(groupOf(manifest.apiVersion), manifest.kind) !== true) return manifest;
    const placed = { ...manifest, metadata: { ...manifest.metadata, namespace } };
    const origin = originOf(manifest);
    if (origin !== undefined) setOrigin(placed, origin);
    return placed;
  });
