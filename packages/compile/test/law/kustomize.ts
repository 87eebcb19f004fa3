import assert from 'node:assert/strict';
import { emitKustomize } from '@wildermesser/emit/kustomize';
import { findTool, run } from '@wildermesser/exec';
import {
  type Catalog,
  groupOf,
  identityKey,
  identityOf,
  loadCatalog,
  type Manifest,
  readDocuments,
  writeYaml,
} from '@wildermesser/manifest';
import type { Json } from '@wildermesser/manifest/template';
import { divided } from './divided.ts';
import { inFolder } from './folder.ts';
import { called, type LawCase, type Made } from './law-case.ts';

/** Values of an environment and those of the base below it; the release is the same. */
export interface OverlayCase {
  readonly base: LawCase;
  readonly overlay: LawCase;
}

/** A case as files, and the objects that its overlay should build. */
export interface OverlayFiles {
  readonly tree: ReadonlyMap<string, string>;
  readonly wanted: readonly Manifest[];
}

/** Kustomize drops annotations that are empty. */
const carried = (manifest: Manifest): Manifest => {
  const { annotations, ...metadata } = manifest.metadata;
  return Object.keys(annotations ?? {}).length === 0 ? { ...manifest, metadata } : manifest;
};

/** As the program places them: in the namespace of the release where they name none. */
const placed = (one: LawCase, catalog: Catalog): readonly Manifest[] =>
  called(one).map((manifest) =>
    manifest.metadata.namespace === undefined && catalog.isNamespaced(groupOf(manifest.apiVersion), manifest.kind)
      ? { ...manifest, metadata: { ...manifest.metadata, namespace: one.release.namespace } }
      : manifest,
  );

const catalog = await loadCatalog();

/** The files of a case, undefined where the emitter reports that Kustomize cannot carry the objects. */
export const overlayFiles = ({ base, overlay }: OverlayCase): OverlayFiles | undefined => {
  const manifests = placed(overlay, catalog);
  const { tree, findings } = emitKustomize({
    base: placed(base, catalog),
    overlays: [{ name: 'environment', manifests }],
    namespace: base.release.namespace,
    catalog,
    isShared: () => false,
  });
  return findings.length > 0 ? undefined : { tree, wanted: manifests.map(carried) };
};

const idOf = (manifest: Manifest): string => {
  const { namespace, ...identity } = identityOf(manifest);
  return identityKey({ ...identity, namespace: namespace === '' ? 'default' : namespace });
};

/** One process for cases that have no object in common. */
const buildTogether = async (cases: readonly OverlayFiles[]): Promise<readonly Made[]> => {
  const owners = new Map(cases.flatMap(({ wanted }, i) => wanted.map((manifest) => [idOf(manifest), i] as const)));
  const resources = cases.map((_, i) => `case${i}/overlays/environment`);
  const files = cases.flatMap(({ tree }, i) => [...tree].map(([path, text]) => [`case${i}/${path}`, text] as const));
  const outer = ['kustomization.yaml', writeYaml({ resources })] as const;
  return inFolder([...files, outer], async (folder) => {
    const tool = await findTool('kustomize');
    const { stdout } = await run(tool.path, [...tool.args, folder]);
    const { documents, findings } = readDocuments(stdout, 'kustomize');
    assert.deepEqual(findings, []);
    const objects: Json[][] = cases.map(() => []);
    for (const { value } of documents) {
      const owner = owners.get(idOf(value as Manifest));
      assert.ok(owner !== undefined, `nobody wanted ${JSON.stringify(value)}`);
      objects[owner]?.push(value as Json);
    }
    return objects.map((own) => ({ objects: own }));
  });
};

const batchSize = 100;

/** Positions of cases in groups without an object in common. */
const apart = (cases: readonly OverlayFiles[]): number[][] => {
  const groups: { readonly ids: Set<string>; readonly members: number[] }[] = [];
  for (const [i, { wanted }] of cases.entries()) {
    const ids = wanted.map(idOf);
    let group = groups.find(
      ({ ids: taken, members }) => members.length < batchSize && !ids.some((id) => taken.has(id)),
    );
    if (group === undefined) {
      group = { ids: new Set(), members: [] };
      groups.push(group);
    }
    for (const id of ids) group.ids.add(id);
    group.members.push(i);
  }
  return groups.map(({ members }) => members);
};

/** What `kubectl kustomize` builds of the overlay of each case. */
export const buildOverlays = async (cases: readonly OverlayFiles[]): Promise<readonly Made[]> => {
  const made: Made[] = [];
  for (const members of apart(cases)) {
    const built = await divided(
      members.map((i) => cases[i] as OverlayFiles),
      buildTogether,
    );
    for (const [at, i] of members.entries()) made[i] = built[at] as Made;
  }
  return made;
};
