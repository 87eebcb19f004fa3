import type { Settings } from '@wildermesser/emit';
import { type Catalog, type KubernetesVersion, loadCatalog } from '@wildermesser/manifest';
import type { RenderTarget } from '@wildermesser/render';

/** The cluster to render for, as the settings describe it. */
export const renderTarget = async (
  repoRoot: string,
  settings: Pick<Settings, 'kubernetes'>,
): Promise<RenderTarget & { readonly catalog: Catalog }> => {
  const catalog = await loadCatalog(settings.kubernetes as KubernetesVersion);
  const apiVersions = catalog.resources.flatMap(({ group, version, kind }) => {
    const apiVersion = group === '' ? version : `${group}/${version}`;
    return [apiVersion, `${apiVersion}/${kind}`];
  });
  return {
    repoRoot,
    kubeVersion: `v${settings.kubernetes}.0`,
    apiVersions: [...new Set(apiVersions)].sort(),
    isNamespaced: catalog.isNamespaced,
    catalog,
  };
};
