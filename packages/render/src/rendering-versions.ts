import { type Environment, toolVersions } from '@wildermesser/exec';
import { loadJsonnet } from './jsonnet/load-jsonnet.ts';

/** The versions of all that renders, for cache keys: what is rendered may change with any of them. */
export const renderingVersions = async (
  options: { readonly env?: Environment } = {},
): Promise<{ readonly helm: string; readonly kustomize: string; readonly jsonnet: string }> => {
  const [tools, { Jsonnet }] = await Promise.all([toolVersions(options), loadJsonnet()]);
  return { ...tools, jsonnet: Jsonnet.version.replace(/^v/, '') };
};
