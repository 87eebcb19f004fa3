import { realpath } from 'node:fs/promises';
import type { Environment } from '@wildermesser/exec';
import type { Finding, Manifest } from '@wildermesser/manifest';
import { renderSource } from './render-source.ts';
import type { ApplicationSource } from './source/application-source.ts';
import type { SourceType } from './source/source-type.ts';
import type { IsNamespaced } from './sync/namespaces.ts';
import { type Dropped, settle } from './sync/settle.ts';
import { applicationVariables } from './variables.ts';

/** What everything is rendered for. */
export interface RenderTarget {
  /** The root of the repository: nothing outside of it is read. */
  readonly repoRoot: string;
  /** The cluster's version, `v1.36.1`. */
  readonly kubeVersion: string;
  /** All that the cluster serves: `apps/v1`, `apps/v1/Deployment`. */
  readonly apiVersions: readonly string[];
  readonly isNamespaced: IsNamespaced;
  /** Where tools are looked for. Default: the environment of this process. The tools themselves never see it. */
  readonly env?: Environment;
  /** Aborting it ends the tools; the promise is rejected with their `ExecError`. */
  readonly signal?: AbortSignal;
}

/** A directory to render as if an Application named it. */
export interface RenderRequest extends RenderTarget {
  /** Relative to the root; `''` is the root. */
  readonly path: string;
  /** Default: an empty source, so that the files in the directory tell the tool. */
  readonly source?: ApplicationSource;
  /** The Application's name and its destination namespace. */
  readonly release: { readonly name: string; readonly namespace: string };
}

/** What Argo CD would apply, and everything that it would say or keep to itself. */
export interface Rendered {
  /** Undefined when the directory cannot be read, or when an Application has several sources. */
  readonly tool: SourceType | undefined;
  /** In the order of the files; see `applyOrder` for that of a sync. Empty when rendering failed. */
  readonly manifests: readonly Manifest[];
  readonly dropped: readonly Dropped[];
  readonly findings: readonly Finding[];
}

/**
 * Renders a directory as Argo CD 3.5 would. What is wrong with the directory is among the findings; a missing tool is
 * a thrown `ToolError`. Nothing is written into the repository and nothing is fetched.
 */
export const renderDirectory = async (request: RenderRequest): Promise<Rendered> => {
  const { release, source = {}, path, isNamespaced, env, signal } = request;
  const repoRoot = await realpath(request.repoRoot);
  const variables = applicationVariables({ application: release.name, namespace: release.namespace, path, source });
  const { tool, manifests, findings } = await renderSource({
    ...request,
    repoRoot,
    source,
    variables,
    env,
    signal,
    application: release.name,
    references: {},
  });
  const settled = settle(manifests, { repoRoot, destination: release.namespace, isNamespaced });
  return { tool, ...settled, findings: [...findings, ...settled.findings] };
};
