import { type Catalog, identityOf, type Manifest } from '@wildermesser/manifest';
import type { Side, SideApplication } from '../src/index.ts';

/** One Application with these manifests, named `app` and made of `app.yaml`. */
export const applicationOf = (
  manifests: readonly object[],
  { name = 'app', ...rest }: Partial<SideApplication> = {},
): SideApplication => ({
  name,
  paths: [name],
  state: 'rendered',
  scope: 'whole',
  findings: [],
  objects: (manifests as readonly Manifest[]).map((manifest) => ({
    identity: identityOf(manifest),
    manifest,
    application: name,
    generated: { file: `${name}.yaml`, line: 1 },
  })),
  ...rest,
});

/** A side of these Applications. */
export const sideOf = (name: string, ...applications: readonly SideApplication[]): Side => ({
  name,
  applications,
  unchanged: 0,
  findings: [],
});

/** Takes the namespace off cluster-scoped objects, as Argo CD does. */
export const withoutStrayNamespaces = (manifests: readonly Manifest[], catalog: Catalog): readonly Manifest[] =>
  manifests.map((manifest) => {
    if (catalog.isNamespaced(identityOf(manifest).group, manifest.kind) !== false) return manifest;
    const { namespace: _, ...metadata } = manifest.metadata;
    return { ...manifest, metadata };
  });
