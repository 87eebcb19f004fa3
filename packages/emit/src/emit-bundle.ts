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
import { bundleProject } from './app-project.ts';
import { applicationName, componentApplication } from './application.ts';
import type { Bundle, Component } from './component.ts';
import { componentFaults } from './component-names.ts';
import { manifestFileName } from './file-name.ts';
import type { FileTree } from './file-tree.ts';
import { placeManifests } from './place-manifests.ts';
import { type IndexedObject, indexPath, sha256, writeIndex } from './project-index.ts';
import type { Settings } from './settings.ts';

/** The manifests that a component's function returned. */
export interface EvaluatedComponent {
  readonly component: Component;
  readonly manifests: readonly Manifest[];
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

  for (const { component, message, advice } of componentFaults(bundle.components))
    report('component-name', component, message, advice);
  if (bundle.components.length === 0)
    report('empty', bundle, 'the bundle has no component', 'add one, or delete bundle.ts');

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
  const declared = [...written];
  for (const { spec } of declared as (Manifest & { spec?: { group?: string; names?: { kind?: string } } })[])
    if (spec?.names?.kind !== undefined) emittedKinds.add(`${spec.group}/${spec.names.kind}`);

  const applied = request.components.filter(({ component }) => component.application !== false);
  if (applied.length > 0) {
    put('argocd', settings.argocdNamespace, from(bundle, bundleProject(project, bundle, declared, settings)));
    for (const { component, manifests } of applied) {
      const lacks = manifests.some(({ apiVersion, kind }) => {
        const group = groupOf(apiVersion);
        return !scopes.isBuiltIn(group, kind) && !emittedKinds.has(`${group}/${kind}`);
      });
      put(
        'argocd',
        settings.argocdNamespace,
        from(component, componentApplication(project, component, settings, lacks)),
      );
    }
  }

  const index = writeIndex({
    project,
    kubernetes: settings.kubernetes,
    components: request.components.map(({ component }) => ({
      name: component.name,
      tool: 'plain',
      namespace: component.namespace,
      ...(component.application === false ? {} : { application: applicationName(project, component) }),
      ...(component.expects === undefined ? {} : { expects: component.expects }),
    })),
    files: Object.fromEntries([...tree].map(([path, text]) => [path, sha256(text)])),
    objects,
  });
  tree.set(indexPath(project), index);
  return { project, tree, manifests: written, objects, findings };
};

/** A manifest that the emitter made for a declaration comes from where that was declared. */
const from = (declaration: object, manifest: Manifest): Manifest => {
  const origin = originOf(declaration);
  if (origin !== undefined) setOrigin(manifest, origin);
  return manifest;
};
