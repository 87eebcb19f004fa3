import { relative } from 'node:path';
import { type Emission, emitBundle, placeManifests, type Scopes, type Settings } from '@wildermesser/emit';
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

/** Makes absolute paths relative to the root; few files make all manifests. */
const relativeTo = (root: string): ((file: string) => string) => {
  const known = new Map<string, string>();
  return (file) => {
    const path = known.get(file) ?? (file.startsWith('/') ? relative(root, file) : file);
    known.set(file, path);
    return path;
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
  const toRoot = relativeTo(root);
  const [builtIn, bundles] = await Promise.all([
    loadCatalog(settings.kubernetes as KubernetesVersion),
    Promise.all(projects.map((project) => loadBundle(project, settings, root, twice))),
  ]);
  const builtInScopes = scopesOf(builtIn);
  const definitionsOf = ({ components }: LoadedBundle): Manifest[] =>
    components.flatMap(({ manifests }) => manifests.filter(({ kind }) => kind === 'CustomResourceDefinition'));

  // What a project writes depends on nothing but the project, so that it can be cached and built alone.
  const scopesFor = (bundle: LoadedBundle): Scopes => {
    const definitions = definitionsOf(bundle);
    return definitions.length === 0 ? builtInScopes : scopesOf(builtIn.withResources(definitions));
  };
  const chosen = bundles.filter(({ project }) => selected.has(project.name));
  const others = bundles.filter(({ project }) => !selected.has(project.name));
  const emissions = chosen.flatMap((loaded) => {
    const { project, bundle, components } = loaded;
    if (bundle === undefined) return [];
    const [scopes, source] = [scopesFor(loaded), toRoot(project.bundleFile)];
    return [emitBundle({ project: project.name, bundle, components, settings, scopes, source, relative: toRoot })];
  });
  const expected = [
    argocdNamespaceObject(settings),
    ...bundles.flatMap(({ bundle }) => bundle?.components.flatMap(({ expects = [] }) => expects) ?? []),
  ];
  const manifests = [
    ...emissions.flatMap((emission) => emission.manifests),
    ...others.flatMap((loaded) => {
      const scopes = scopesFor(loaded);
      return loaded.components.flatMap((component) => placeManifests(component, scopes));
    }),
  ];
  const { findings } = validate(manifests, { catalog: builtIn, expected });

  const foreign = others.map(({ project }) => `packages/${project.name}/`);
  const all = [
    ...chosen.flatMap((bundle) => bundle.findings),
    ...emissions.flatMap((emission) => emission.findings),
    ...findings,
  ].map((finding) => (finding.file === undefined ? finding : { ...finding, file: toRoot(finding.file) }));
  return {
    emissions,
    bundles: chosen,
    findings: all.filter(({ file }) => !foreign.some((folder) => file?.startsWith(folder))),
  };
};
