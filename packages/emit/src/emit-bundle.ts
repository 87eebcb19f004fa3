import {
  type Finding,
  groupOf,
  identityOf,
  type Manifest,
  originOf,
  setOrigin,
  writeYaml,
  YamlWriteError,
} from '@wildermesser/manifest';
import type { Json } from '@wildermesser/manifest/template';
import { bundleProject } from './app-project.ts';
import { type ApplicationRequest, applicationName, componentApplication } from './application.ts';
import type { Bundle, Component, ComponentIdentity } from './component.ts';
import { componentFaults } from './component-names.ts';
import { environmentSource } from './environment-source.ts';
import { environmentValues } from './environment-values.ts';
import { manifestFileName } from './file-name.ts';
import type { FileTree } from './file-tree.ts';
import { placeManifests } from './place-manifests.ts';
import { type IndexedComponent, type IndexedObject, indexPath, sha256, writeIndex } from './project-index.ts';
import type { Settings } from './settings.ts';
import type { AnyTemplatedComponent } from './templated-component.ts';

/** The manifests that a component's function returned. */
export interface EvaluatedComponent {
  readonly component: Component;
  readonly manifests: readonly Manifest[];
}

/** One environment of a templated component, its function called with the values of the environment. */
export interface EvaluatedEnvironment {
  readonly name: string;
  readonly namespace: string;
  readonly values: Json;
  readonly manifests: readonly Manifest[];
}

/** A templated component, translated for its tool and called for its environments. */
export interface EvaluatedTemplate {
  readonly component: AnyTemplatedComponent;
  /** Relative to the directory of the component. */
  readonly files: FileTree;
  readonly environments: readonly EvaluatedEnvironment[];
}

/** What emission asks of the target version. */
export interface Scopes {
  /** Whether objects of a kind live in namespaces; undefined for an unknown kind. */
  readonly isNamespaced: (group: string, kind: string) => boolean | undefined;
  /** Whether a kind belongs to the API server itself, so that no CustomResourceDefinition is needed. */
  readonly isBuiltIn: (group: string, kind: string) => boolean;
  /** Whether more than one API group has a kind of that name. */
  readonly isShared: (kind: string) => boolean;
}

export interface EmitRequest {
  readonly project: string;
  readonly bundle: Bundle;
  readonly components: readonly EvaluatedComponent[];
  readonly templates?: readonly EvaluatedTemplate[];
  readonly settings: Settings;
  readonly scopes: Scopes;
  /** Where a manifest without an origin of its own comes from, such as `packages/x/bundle.ts`. */
  readonly source: string;
  /** Makes a path of the runtime one of the repository. */
  readonly relative: (file: string) => string;
}

export interface Emission {
  readonly project: string;
  /** Every file of `generated/<project>/`, the index among them. */
  readonly tree: FileTree;
  /** The manifests as written, namespaces filled in. */
  readonly manifests: readonly Manifest[];
  readonly objects: readonly IndexedObject[];
  readonly findings: readonly Finding[];
}

const waveOf = ({ metadata }: Manifest): number => {
  const wave = Number(metadata.annotations?.['argocd.argoproj.io/sync-wave'] ?? 0);
  return Number.isInteger(wave) ? wave : 0;
};

/**
 * Turns an evaluated bundle into the files of `generated/<project>/`: the manifests of each component, the project's
 * Applications and AppProject, and the index. Pure; what is wrong with the input is among the findings, and then the
 * tree is not to be written.
 */
export const emitBundle = (request: EmitRequest): Emission => {
  const { project, bundle, settings, scopes, source, relative } = request;
  const tree = new Map<string, string>();
  const owners = new Map<string, Manifest>();
  const objects: IndexedObject[] = [];
  const written: Manifest[] = [];
  const findings: Finding[] = [];

  const placeOf = (thing: object): { file: string; line?: number } => {
    const origin = originOf(thing);
    return origin === undefined ? { file: source } : { file: relative(origin.file), line: origin.line };
  };
  const report = (code: string, thing: object, message: string, advice: string, extra: Partial<Finding> = {}): void => {
    findings.push({ severity: 'error', code, message, advice, ...placeOf(thing), ...extra });
  };

  const put = (directory: string, namespace: string, manifest: Manifest): void => {
    const object = identityOf(manifest);
    const file = `${project}/${directory}/${manifestFileName(object, namespace, scopes.isShared)}`;
    const other = owners.get(file);
    if (other !== undefined) {
      const place = placeOf(other);
      const message = `${file} is written twice, also by ${other.kind} ${other.metadata.name} of ${place.file}:${place.line ?? 1}`;
      report('path-collision', manifest, message, 'rename one of the two objects', { object });
      return;
    }
    let text: string;
    try {
      text = writeYaml(manifest);
    } catch (error) {
      if (!(error instanceof YamlWriteError)) throw error;
      for (const { path, message } of error.faults)
        report('not-data', manifest, message, 'a manifest holds strings, numbers, booleans, lists and maps', {
          object,
          field: path,
        });
      return;
    }
    owners.set(file, manifest);
    tree.set(file, text);
    written.push(manifest);
    const place = placeOf(manifest);
    objects.push({ ...object, file, wave: waveOf(manifest), source: `${place.file}:${place.line ?? 1}` });
  };

  const declared = [...bundle.components, ...(bundle.templates ?? [])];
  for (const { component, message, advice } of componentFaults(declared))
    report('component-name', component, message, advice);
  if (declared.length === 0) report('empty', bundle, 'the bundle has no component', 'add one, or delete bundle.ts');

  const emittedKinds = new Set<string>();
  for (const { component, manifests } of request.components) {
    if (manifests.length === 0)
      report(
        'empty',
        component,
        `component ${component.name} has no manifest`,
        'return at least one, or remove the component',
      );
    for (const manifest of placeManifests({ component, manifests }, scopes))
      put(component.name, component.namespace, manifest);
  }
  for (const { spec } of written as (Manifest & { spec?: { group?: string; names?: { kind?: string } } })[])
    if (spec?.names?.kind !== undefined) emittedKinds.add(`${spec.group}/${spec.names.kind}`);

  const components: IndexedComponent[] = [];
  const applications: Manifest[] = [];
  const lacksDefinitions = (manifests: readonly Manifest[]): boolean =>
    manifests.some(({ apiVersion, kind }) => {
      const group = groupOf(apiVersion);
      return !scopes.isBuiltIn(group, kind) && !emittedKinds.has(`${group}/${kind}`);
    });
  const apply = (component: ComponentIdentity, request: Omit<ApplicationRequest, 'project' | 'wave'>): void => {
    const { wave } = component;
    applications.push(from(component, componentApplication({ ...request, project, wave }, settings)));
  };

  for (const { component, manifests } of request.components) {
    const { name, namespace, expects } = component;
    const application = component.application === false ? undefined : applicationName(project, component);
    components.push({
      name,
      tool: 'plain',
      namespace,
      ...(application === undefined ? {} : { application }),
      ...(expects === undefined ? {} : { expects }),
    });
    if (application === undefined) continue;
    const source = { path: `generated/${project}/${name}`, directory: { include: '*.yaml' } };
    apply(component, {
      name: application,
      namespace,
      source,
      reads: '.',
      lacksDefinitions: lacksDefinitions(manifests),
    });
  }

  for (const { component, files, environments } of request.templates ?? []) {
    const { name, tool, expects } = component;
    const directory = `${project}/${name}`;
    for (const [path, text] of files) tree.set(`${directory}/${path}`, text);
    for (const environment of environments) {
      const { namespace, values } = environment;
      const manifests = placeManifests({ component: { namespace }, manifests: environment.manifests }, scopes);
      for (const manifest of manifests) {
        const { file, line = 1 } = placeOf(manifest);
        objects.push({ ...identityOf(manifest), file: directory, wave: waveOf(manifest), source: `${file}:${line}` });
        written.push(manifest);
      }
      const application = applicationName(project, component, environment.name);
      components.push({
        name,
        tool,
        environment: environment.name,
        namespace,
        application,
        ...(expects === undefined ? {} : { expects }),
      });
      const read = environmentSource(
        tool,
        `generated/${directory}`,
        environment.name,
        environmentValues(component.values, values),
        { name, namespace },
      );
      apply(component, { name: application, namespace, ...read, lacksDefinitions: lacksDefinitions(manifests) });
    }
  }

  if (applications.length > 0) {
    const destinations = components.map(({ namespace }) => namespace);
    const appProject = bundleProject(project, bundle, [...written], destinations, settings);
    for (const manifest of [from(bundle, appProject), ...applications])
      put('argocd', settings.argocdNamespace, manifest);
  }

  const hashes = new Map<string, string>();
  for (const [path, text] of tree) hashes.set(path, sha256(text));
  const index = writeIndex({ project, kubernetes: settings.kubernetes, components, objects }, hashes);
  tree.set(indexPath(project), index);
  return { project, tree, manifests: written, objects, findings };
};

/** A manifest that the emitter made for a declaration comes from where that was declared. */
const from = (declaration: object, manifest: Manifest): Manifest => {
  const origin = originOf(declaration);
  if (origin !== undefined) setOrigin(manifest, origin);
  return manifest;
};
