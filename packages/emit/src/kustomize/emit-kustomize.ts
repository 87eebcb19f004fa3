import { compareBytes, type Finding, identityOf, type Manifest, writeYaml } from '@wildermesser/manifest';
import { manifestFileName } from '../file-name.ts';
import type { FileTree } from '../file-tree.ts';
import { applyNative, type OnAmbiguous } from './apply-native.ts';
import { type KustomizationPatch, kustomizationText } from './kustomization-file.ts';
import type { KustomizeCatalog } from './list-rule.ts';
import { ambiguousName, nativeFaults } from './native-faults.ts';
import type { NativeFields } from './native-fields.ts';
import { duplicates, exactId } from './object-id.ts';
import { objectPatch, removalPatch } from './object-patch.ts';
import { notData, unfitObject } from './unfit-object.ts';

/** One environment. */
export interface Overlay {
  /** Directory name below `overlays/`: lower case letters, digits and dashes. */
  readonly name: string;
  /** What the environment consists of, before `native` is applied. */
  readonly manifests: readonly Manifest[];
  /** What the kustomization does to them. {@link applyNative} is what that makes of them. */
  readonly native?: NativeFields;
}

export interface KustomizeRequest {
  /** What the environments have in common; at least one object. */
  readonly base: readonly Manifest[];
  readonly overlays: readonly Overlay[];
  /** The namespace of the component: objects of another one have it in their file name. */
  readonly namespace: string;
  readonly catalog: KustomizeCatalog;
  /** Whether more than one API group has a kind of that name. */
  readonly isShared: (kind: string) => boolean;
}

export interface KustomizeEmission {
  /** Relative to the directory of the component. Not to be written when a finding is an error. */
  readonly tree: FileTree;
  readonly findings: readonly Finding[];
}

/**
 * A Kustomize tree: `base/` with one file per object, and per environment `overlays/<name>/` with what it adds, a patch
 * per object that it changes (a strategic merge where that can say it, operations of JSON 6902 otherwise) and one per
 * object that it leaves out. The law: `kustomize build overlays/<name>` is `applyNative` of the environment's manifests,
 * object for object, as long as there is no finding; but for an empty `metadata.annotations`, which Kustomize drops.
 */
export const emitKustomize = (request: KustomizeRequest): KustomizeEmission => {
  const { base, overlays, namespace, catalog, isShared } = request;
  const faults = [base, ...overlays.map(({ manifests }) => manifests)].flat().flatMap(notData);
  if (faults.length > 0) return { tree: new Map(), findings: faults };
  const tree = new Map<string, string>();
  const findings: Finding[] = [];
  const fileName = (manifest: Manifest): string => manifestFileName(identityOf(manifest), namespace, isShared);
  const byFileName = (manifests: readonly Manifest[]): readonly Manifest[] =>
    manifests.toSorted((a, b) => compareBytes(fileName(a), fileName(b)));
  const put = (path: string, text: string): void => {
    if (tree.has(path))
      findings.push({
        severity: 'error',
        code: 'path-collision',
        message: `${path} would be written twice`,
        advice: 'rename one of the two objects',
      });
    tree.set(path, text);
  };

  const check = (manifests: readonly Manifest[], where: string): void => {
    findings.push(...manifests.flatMap(unfitObject), ...duplicates(manifests, where));
  };
  check(base, 'base');
  if (base.length === 0)
    findings.push({
      severity: 'error',
      code: 'kustomize-empty',
      message: 'the base has no object, and Kustomize builds nothing of nothing',
      advice: 'let the base values make at least one object',
    });

  const baseObjects = byFileName(base);
  for (const manifest of baseObjects) put(`base/${fileName(manifest)}`, writeYaml(manifest));
  put('base/kustomization.yaml', kustomizationText(baseObjects.map(fileName)));

  for (const { name, manifests, native } of overlays) {
    const onAmbiguous: OnAmbiguous = (...found) => findings.push(ambiguousName(...found));
    check(native === undefined ? manifests : applyNative(manifests, native, onAmbiguous), `overlay ${name}`);
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))
      findings.push({
        severity: 'error',
        code: 'overlay-name',
        message: `${JSON.stringify(name)} is no directory name for an overlay`,
        advice: 'use lower case letters, digits and dashes',
      });
    findings.push(...nativeFaults(manifests, native ?? {}, catalog));
    const folder = `overlays/${name}`;
    const wanted = new Map(manifests.map((manifest) => [exactId(manifest), manifest]));
    const known = new Set(base.map(exactId));
    const added = byFileName(manifests.filter((manifest) => !known.has(exactId(manifest))));
    for (const manifest of added) put(`${folder}/${fileName(manifest)}`, writeYaml(manifest));
    findings.push(...duplicates([...base, ...added], `base with what overlay ${name} adds`));
    const patches: KustomizationPatch[] = [];
    const others = [...base, ...added];
    for (const manifest of baseObjects) {
      const environment = wanted.get(exactId(manifest));
      const patch =
        environment === undefined ? removalPatch(manifest) : objectPatch(manifest, environment, catalog, others);
      if (patch === undefined) continue;
      const path = `patches/${fileName(manifest)}`;
      put(`${folder}/${path}`, patch.text);
      patches.push({ path, ...(patch.target === undefined ? {} : { target: patch.target }) });
    }
    put(`${folder}/kustomization.yaml`, kustomizationText(['../../base', ...added.map(fileName)], patches, native));
  }
  return { tree: new Map([...tree].sort(([a], [b]) => compareBytes(a, b))), findings };
};
