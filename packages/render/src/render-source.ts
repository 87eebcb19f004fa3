import { readdir, stat } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import type { Environment } from '@wildermesser/exec';
import { type Finding, type Manifest, parseManifest, setOrigin } from '@wildermesser/manifest';
import { renderPlain } from './directory/render-plain.ts';
import { isInside, outOfBoundsLinks } from './directory/symbolic-links.ts';
import { flattenLists } from './flatten-lists.ts';
import { gated } from './gate.ts';
import { failure, type Located, type ToolResult } from './located.ts';
import type { ApplicationSource } from './source/application-source.ts';
import { normalizeSource } from './source/normalize-source.ts';
import { overrideSource } from './source/source-overrides.ts';
import { detectType, explicitTypes, type SourceType } from './source/source-type.ts';
import type { Variables } from './source/substitution.ts';

/** One source of an Application, and what it is rendered for. */
export interface SourceRequest {
  /** The root of the repository, without symbolic links in its path: nothing outside of it is read. */
  readonly repoRoot: string;
  /** The directory, relative to the root; `''` is the root. */
  readonly path: string;
  readonly source: ApplicationSource;
  /** The Application's name and its destination namespace. */
  readonly release: { readonly name: string; readonly namespace: string };
  /** Picks `.argocd-source-<name>.yaml`; `<namespace>_<name>` for an Application outside of Argo CD's namespace. */
  readonly application: string;
  /** The cluster's version, `v1.36.1`. */
  readonly kubeVersion: string;
  /** All that the cluster serves: `apps/v1`, `apps/v1/Deployment`. */
  readonly apiVersions: readonly string[];
  /** Values of `$ARGOCD_APP_…`. */
  readonly variables: Variables;
  /** Roots of the repositories that value files may name as `$<ref>/…`. */
  readonly references: Readonly<Record<string, string>>;
  readonly env: Environment | undefined;
  readonly signal: AbortSignal | undefined;
}

/** What one source renders to, before namespaces, duplicates and hooks are settled. */
export interface RenderedSource {
  /** Undefined when the directory cannot be read or the tool cannot be told. */
  readonly tool: SourceType | undefined;
  readonly manifests: readonly Manifest[];
  readonly findings: readonly Finding[];
}

/** Runs what renders such a source. Each is loaded when a source asks for it: most runs need one of them, or none. */
const runTool = async (
  type: SourceType,
  source: ApplicationSource,
  directory: string,
  request: SourceRequest,
): Promise<ToolResult> => {
  const { repoRoot: repository, variables, references, release, kubeVersion, apiVersions, env, signal } = request;
  const place = { repository, directory, variables, env, signal };
  switch (type) {
    case 'helm': {
      const { renderHelm } = await import('./helm/render-helm.ts');
      return renderHelm(source.helm ?? {}, { ...place, references, release, kubeVersion, apiVersions });
    }
    case 'kustomize': {
      const { renderKustomize } = await import('./kustomize/render-kustomize.ts');
      return renderKustomize(source.kustomize ?? {}, place);
    }
    case 'directory':
      return renderPlain(repository, directory, source.directory ?? {}, variables);
    case 'plugin': {
      const message = 'the source is rendered by a plug-in of the Argo CD installation, which cannot be run here';
      const file = relative(repository, directory);
      return { objects: [], findings: [{ severity: 'skipped', code: 'plugin-source', message, file }] };
    }
  }
};

/** Objects that pass the gate become manifests that know their file below `repository`. */
export const toManifests = (
  objects: readonly Located[],
  repository: string,
): { manifests: Manifest[]; findings: Finding[] } => {
  const manifests: Manifest[] = [];
  const findings: Finding[] = [];
  for (const { value, file, line } of objects) {
    const parsed = parseManifest(value, { file, line });
    if (parsed.manifest === undefined) findings.push(...parsed.findings);
    else {
      setOrigin(parsed.manifest, { file: join(repository, file), line });
      manifests.push(parsed.manifest);
    }
  }
  return { manifests, findings };
};

const isError = ({ severity }: Finding): boolean => severity === 'error';

const render = async (request: SourceRequest): Promise<RenderedSource> => {
  const { repoRoot: repository, path, application } = request;
  const directory = join(repository, path);
  const fail = (result: ToolResult): RenderedSource => ({ tool: undefined, manifests: [], findings: result.findings });
  if (isAbsolute(path) || !isInside(repository, directory)) {
    return fail(failure('out-of-bounds-path', `the path ${path} is not inside the repository`, path));
  }
  const status = await stat(directory).catch(() => undefined);
  if (status === undefined || !status.isDirectory()) {
    return fail(failure('missing-directory', `there is no directory ${path}`, path, 'mend spec.source.path'));
  }
  const links = await outOfBoundsLinks(repository, directory);
  if (links.length > 0) {
    const message = 'the symbolic link is absolute or leaves the repository; Argo CD refuses every Application of it';
    return {
      tool: undefined,
      manifests: [],
      findings: links.flatMap((file) => failure('out-of-bounds-link', message, file).findings),
    };
  }
  const overridden = await overrideSource(normalizeSource(request.source), directory, application, path);
  if (overridden.findings.length > 0) return { tool: undefined, manifests: [], findings: overridden.findings };
  const explicit = explicitTypes(overridden.source);
  if (explicit.length > 1) {
    const message = `multiple application sources defined: ${explicit.join(', ')}`;
    return fail(failure('multiple-source-types', message, path, 'keep one of the blocks'));
  }
  const entries = await readdir(directory, { withFileTypes: true });
  const tool = explicit[0] ?? detectType(entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name));
  const result = await runTool(tool, overridden.source, directory, request);
  const flat = flattenLists(result.objects);
  const findings = [...result.findings, ...flat.findings];
  if (findings.some(isError)) return { tool, manifests: [], findings };
  const parsed = toManifests(flat.objects, repository);
  return { tool, manifests: parsed.manifests, findings: [...findings, ...parsed.findings] };
};

/** Renders one source as Argo CD's repository server would. Many may be started at once; as many run as there are processors. */
export const renderSource = (request: SourceRequest): Promise<RenderedSource> => gated(() => render(request));
