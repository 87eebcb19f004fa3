import { relative } from 'node:path';
import { type Emission, emitBundle, type Scopes, type Settings } from '@wildermesser/emit';
import { type Catalog, type Finding, type KubernetesVersion, loadCatalog, type Manifest } from '@wildermesser/manifest';
import { validate } from '@wildermesser/validate';
import { listProjects, selectProjects } from '../workspace/list-projects.ts';
import { argocdNamespaceObject } from './argocd-namespace.ts';
import { type LoadedBundle, loadBundle } from './load-bundle.ts';

/** What the whole workspace says should be in `generated/`. */
export interface Generation {
  /** The selected projects, each with all its files. */
  readonly emissions: readonly Emission[];
  readonly bundles: readonly LoadedBundle[];
  readonly findings: readonly Finding[];
}

const scopesOf = (catalog: Catalog): Scopes => {
  const groups = new Map<string, Set<string>>();
  for (const { group, kind } of catalog.resources) groups.set(kind, (groups.get(kind) ?? new Set()).add(group));
  return {
    isNamespaced: catalog.isNamespaced,
    isBuiltIn: (group) => catalog.isBuiltInGroup(group),
    isShared: (kind) => (groups.get(kind)?.size ?? 0) > 1,
  };
};

/**
 * Loads, emits and validates. Every project is loaded, because an object of one may refer to one of another and no two
 * may be the same; what is wrong is reported for the selected ones. With `twice`, each component is called twice, which
 * finds those that are not deterministic.
 */
export const generate = async (
  root: string,
  settings: Settings,
  names: readonly string[],
  { twice }: { readonly twice: boolean },
): Promise<Generation> => {
  const projects = listProjects(root);
  const selected = selectProjects(projects, names);
  const toRoot = (file: string): string => (file.startsWith('/') ? relative(root, file) : file);
  const [builtIn, bundles] = await Promise.all([
    loadCatalog(settings.kubernetes as KubernetesVersion),
    Promise.all(projects.map((project) => loadBundle(project, settings, root, twice))),
  ]);
  const declared: Manifest[] = bundles.flatMap(({ components }) => components.flatMap(({ manifests }) => manifests));
  const catalog = builtIn.withResources(declared.filter(({ kind }) => kind === 'CustomResourceDefinition'));
  const scopes = scopesOf(catalog);

  const emissions = bundles.flatMap(({ project, bundle, components }) =>
    bundle === undefined
      ? []
      : emitBundle({
          project: project.name,
          bundle,
          components,
          settings,
          scopes,
          source: toRoot(project.bundleFile),
          relative: toRoot,
        }),
  );
  const expected = [
    argocdNamespaceObject(settings),
    ...bundles.flatMap(({ bundle }) => bundle?.components.flatMap(({ expects = [] }) => expects) ?? []),
  ];
  const manifests = emissions.flatMap((emission) => emission.manifests);
  const { findings } = validate(manifests, { catalog, expected });

  const foreign = [...bundles]
    .filter(({ project }) => !selected.has(project.name))
    .map(({ project }) => `packages/${project.name}/`);
  const all = [
    ...bundles.flatMap((bundle) => bundle.findings),
    ...emissions.flatMap((emission) => emission.findings),
    ...findings,
  ].map((finding) => (finding.file === undefined ? finding : { ...finding, file: toRoot(finding.file) }));
  return {
    emissions: emissions.filter(({ project }) => selected.has(project)),
    bundles: bundles.filter(({ project }) => selected.has(project.name)),
    findings: all.filter(({ file }) => !foreign.some((folder) => file?.startsWith(folder))),
  };
};
