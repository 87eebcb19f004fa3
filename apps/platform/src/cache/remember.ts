import { join } from 'node:path';
import { type Emission, indexPath, sha256 } from '@wildermesser/emit';
import { type Finding, originOf, writeYaml } from '@wildermesser/manifest';
import type { LoadedBundle } from '../generate/load-bundle.ts';
import type { WritePlan } from '../write/plan.ts';
import { bundleModules } from './bundle-modules.ts';
import { trustedStamp } from './file-stamp.ts';
import { type PlacedManifest, type ProjectRecord, writeManifests, writeRecord } from './project-record.ts';
import type { Recollection } from './recall.ts';
import { programHash, seeProgram, writeWorkspaceRecord } from './workspace-record.ts';

/** A build of the whole workspace without an error. */
export interface FinishedBuild {
  readonly root: string;
  readonly recollection: Recollection;
  /** Of the projects that were built and not recalled, like bundles and plans. */
  readonly emissions: readonly Emission[];
  readonly bundles: readonly LoadedBundle[];
  readonly plans: readonly WritePlan[];
  /** What validation found in all projects together. */
  readonly findings: readonly Finding[];
}

/** Manifests as data with their places; undefined when data cannot hold one of them. */
const placedManifests = ({ manifests }: Emission, { templates }: LoadedBundle): PlacedManifest[] | undefined => {
  try {
    // Those of components were written as YAML already.
    if (templates.length > 0) manifests.forEach(writeYaml);
  } catch {
    return undefined;
  }
  return manifests.map((manifest) => {
    const origin = originOf(manifest);
    return [manifest, origin?.file ?? null, origin?.line ?? 1];
  });
};

/**
 * Keeps what a build found out, for the next one: of each project whose files were all as they should be. What this
 * build wrote is too young to be told from what somebody writes a moment later; the next build keeps it.
 */
export const remember = ({ root, recollection, emissions, bundles, plans, findings }: FinishedBuild): void => {
  const { folder, workspace, isTouched } = recollection;
  const startedMs = performance.timeOrigin;
  const asMade = new Set(
    plans.filter(({ write, remove }) => write.size + remove.length === 0).map(({ project }) => project),
  );
  const settled = bundles.filter(({ project }) => asMade.has(project.name));
  if (settled.length === 0 && recollection.projects.size === 0) return;
  const files = isTouched || workspace === undefined ? seeProgram(recollection.program(), startedMs) : workspace.files;
  if (files === undefined) return;
  const generated = join(root, 'generated');
  const stamped = (path: string) => [path, trustedStamp(join(generated, path), startedMs)] as const;
  const program = programHash(files);
  const known = { program: new Set(recollection.program()), startedMs };
  const indexes: Record<string, string> = {};

  for (const [name, { record }] of recollection.projects) {
    indexes[name] = record.index;
    if (!isTouched) continue;
    const modules = record.modules.map(([path, hash]) => [path, hash, trustedStamp(path, startedMs)] as const);
    writeRecord(folder, name, { ...record, modules, files: record.files.map(([path]) => stamped(path)) });
  }
  const emissionOf = new Map(emissions.map((emission) => [emission.project, emission]));
  for (const loaded of settled) {
    const { name, bundleFile } = loaded.project;
    const emission = emissionOf.get(name);
    if (emission === undefined || emission.findings.length > 0) continue;
    const modules = bundleModules({ bundleFile, isCompiled: loaded.templates.length > 0, ...known });
    const manifests = placedManifests(emission, loaded);
    const declared = [...(loaded.bundle?.components ?? []), ...(loaded.bundle?.templates ?? [])];
    if (modules === undefined || manifests === undefined) continue;
    const record: ProjectRecord = {
      program,
      modules,
      index: sha256(emission.tree.get(indexPath(name)) ?? ''),
      files: [...emission.tree.keys()].map(stamped),
      components: declared.length,
      objects: emission.objects.length,
      expects: declared.flatMap(({ expects = [] }) => expects),
    };
    writeManifests(folder, name, record.index, manifests);
    writeRecord(folder, name, record);
    indexes[name] = record.index;
  }
  writeWorkspaceRecord(folder, { program, files, indexes, findings });
};
