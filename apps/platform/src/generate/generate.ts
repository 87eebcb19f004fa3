import {
  type Emission,
  type EvaluatedTemplate,
  emitBundle,
  type ProjectIndex,
  placeManifests,
  type Scopes,
  type Settings,
} from '@wildermesser/emit';
import {
  type Finding,
  identityKey,
  type KubernetesVersion,
  loadCatalog,
  type Manifest,
  setOrigin,
} from '@wildermesser/manifest';
import { validate } from '@wildermesser/validate';
import type { PlacedManifest } from '../cache/project-record.ts';
import type { RecalledProject } from '../cache/recall.ts';
import { hasErrors } from '../print-findings.ts';
import { listGenerated } from '../workspace/list-generated.ts';
import { listProjects, type Project, selectProjects } from '../workspace/list-projects.ts';
import { argocdNamespaceObject } from './argocd-namespace.ts';
import { type LoadedBundle, loadBundle } from './load-bundle.ts';
import { relativeTo } from './relative-to.ts';
import { scopesOf } from './scopes-of.ts';
import type { TranslateContext } from './translate-template.ts';

/** What the whole workspace says should be in `generated/`. */
export interface Generation {
  /** The selected projects, each with all its files, but those that were recalled. */
  readonly emissions: readonly Emission[];
  readonly bundles: readonly LoadedBundle[];
  /** What is known about the selected projects, the recalled ones among them. */
  readonly findings: readonly Finding[];
}

/** How to generate. */
export interface GenerateOptions {
  /** Call each component twice, which finds those that are not deterministic. */
  readonly twice: boolean;
  /** Projects whose bundles need not be called. They are validated like all others. */
  readonly recalled?: ReadonlyMap<string, RecalledProject>;
}

/** What translating needs is loaded only where there is something to translate. */
const translate = async (
  { project, templates }: LoadedBundle,
  context: TranslateContext,
): Promise<{ readonly templates: readonly EvaluatedTemplate[]; readonly findings: readonly Finding[] }> => {
  if (templates.length === 0) return { templates: [], findings: [] };
  const { translateProject } = await import('./translate-template.ts');
  return translateProject(project.name, templates, context);
};

/**
 * Loads, emits and validates. An object of one project may refer to one of another, and no two may be the same: without
 * names all projects are loaded. For a few of many, what the others have is taken from their indexes, which tells almost
 * everything; only when that leaves a doubt are the others loaded, too.
 */
export const generate = async (
  root: string,
  settings: Settings,
  names: readonly string[],
  { twice, recalled = new Map() }: GenerateOptions,
): Promise<Generation> => {
  const projects = listProjects(root);
  const selected = selectProjects(projects, names);
  const everything: Scope = {
    root,
    settings,
    projects,
    selected,
    neighbours: [],
    twice,
    recalled: reviveAll(recalled),
  };
  if (names.length === 0) return generateFrom(everything);
  const { indexes, findings } = listGenerated(root);
  const neighbours = indexes.filter(({ project }) => !selected.has(project));
  const own = projects.filter(({ name }) => selected.has(name));
  if (findings.length > 0 || neighbours.length < projects.length - own.length) return generateFrom(everything);
  const quick = await generateFrom({ ...everything, projects: own, neighbours });
  return hasErrors(quick.findings) ? generateFrom(everything) : quick;
};

/** What the validation needs of a project whose bundle is not called. */
interface Revived {
  readonly manifests: readonly Manifest[];
  readonly expects: RecalledProject['record']['expects'];
}

const revive = (placed: readonly PlacedManifest[]): Manifest[] =>
  placed.map(([manifest, file, line]) => {
    if (file !== null) setOrigin(manifest, { file, line });
    return manifest;
  });

const reviveAll = (recalled: ReadonlyMap<string, RecalledProject>): Map<string, Revived> => {
  const revived = new Map<string, Revived>();
  for (const [name, { record, manifests }] of recalled) {
    const placed = manifests();
    if (placed !== undefined) revived.set(name, { manifests: revive(placed), expects: record.expects });
  }
  return revived;
};

/** What is looked at. */
interface Scope {
  readonly root: string;
  readonly settings: Settings;
  /** Those that are loaded, or recalled. */
  readonly projects: readonly Project[];
  /** Those among them that are emitted, and whose findings count. */
  readonly selected: ReadonlySet<string>;
  /** Indexes of projects that are not loaded. */
  readonly neighbours: readonly ProjectIndex[];
  readonly twice: boolean;
  readonly recalled: ReadonlyMap<string, Revived>;
}

/** Objects that a project which is not loaded has, too. */
const sharedObjects = (emissions: readonly Emission[], neighbours: readonly ProjectIndex[]): Finding[] => {
  if (neighbours.length === 0) return [];
  const known = new Set(neighbours.flatMap(({ objects }) => objects.map(identityKey)));
  return emissions.flatMap(({ objects }) =>
    objects
      .filter((object) => known.has(identityKey(object)))
      .map((object) => ({
        severity: 'error' as const,
        code: 'duplicate-identity',
        message: 'another project has it',
        object,
      })),
  );
};

const generateFrom = async (scope: Scope): Promise<Generation> => {
  const { root, settings, projects, selected, neighbours, twice, recalled } = scope;
  const toRoot = relativeTo(root);
  const [builtIn, bundles] = await Promise.all([
    loadCatalog(settings.kubernetes as KubernetesVersion),
    Promise.all(
      projects
        .filter(({ name }) => !recalled.has(name))
        .map((project) => loadBundle(project, settings, { root, twice })),
    ),
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
  const emissions: Emission[] = [];
  for (const loaded of chosen) {
    const { project, bundle, components } = loaded;
    if (bundle === undefined) continue;
    const [scopes, source] = [scopesFor(loaded), toRoot(project.bundleFile)];
    const { templates, findings } = await translate(loaded, { root, catalog: builtIn, scopes });
    const request = { project: project.name, bundle, components, templates, settings, scopes, source };
    const emission = emitBundle({ ...request, relative: toRoot });
    emissions.push({ ...emission, findings: [...findings, ...emission.findings] });
  }
  const expected = [
    argocdNamespaceObject(settings),
    ...neighbours.flatMap(({ project, objects, components }) => [
      ...objects.map((object) => ({ ...object, reason: `generated/${project} has it` })),
      ...components.flatMap(({ expects = [] }) => expects),
    ]),
    ...bundles.flatMap(({ bundle }) =>
      [...(bundle?.components ?? []), ...(bundle?.templates ?? [])].flatMap(({ expects = [] }) => expects),
    ),
    ...[...recalled.values()].flatMap(({ expects }) => expects),
  ];
  // As if all had been called: the order of manifests decides which of two is reported.
  const emitted = new Map(emissions.map((emission) => [emission.project, emission]));
  const inOrder = projects.flatMap(({ name }) => (recalled.get(name) ?? emitted.get(name))?.manifests ?? []);
  // The others first, so that of two objects that are the same the selected one is reported.
  const manifests = [
    ...others.flatMap((loaded) => {
      const scopes = scopesFor(loaded);
      const environments = loaded.templates.flatMap((template) =>
        template.environments.map(({ namespace, manifests: rendered }) => ({
          component: { namespace },
          manifests: rendered,
        })),
      );
      return [...loaded.components, ...environments].flatMap((component) => placeManifests(component, scopes));
    }),
    ...inOrder,
  ];
  const { findings } = validate(manifests, { catalog: builtIn, expected });

  const foreign = others.map(({ project }) => `packages/${project.name}/`);
  const all = [
    ...chosen.flatMap((bundle) => bundle.findings),
    ...sharedObjects(emissions, neighbours),
    ...emissions.flatMap((emission) => emission.findings),
    ...findings,
  ].map((finding) => (finding.file === undefined ? finding : { ...finding, file: toRoot(finding.file) }));
  return {
    emissions,
    bundles: chosen,
    findings: all.filter(({ file }) => !foreign.some((folder) => file?.startsWith(folder))),
  };
};
