import { hash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '@wildermesser/manifest';
import type { Project } from '../workspace/list-projects.ts';
import { hashOf, type Look, look, lookAtAll, type SeenFile, sameStamp, stampOf } from './file-stamp.ts';
import { programFiles } from './program-files.ts';
import { type PlacedManifest, type ProjectRecord, readManifests, readRecord } from './project-record.ts';
import { readWorkspaceRecord, type WorkspaceRecord } from './workspace-record.ts';

/** A project of which it is certain what its bundle makes, and that its files are so. */
export interface RecalledProject {
  readonly record: ProjectRecord;
  /** Its manifests; undefined when they are damaged, and the bundle has to be called after all. */
  readonly manifests: () => readonly PlacedManifest[] | undefined;
}

/** What is known from earlier builds by the same program. */
export interface Recollection {
  /** Where it is kept. */
  readonly folder: string;
  /** The files that the program consists of; looking for them takes a few milliseconds. */
  readonly program: () => readonly string[];
  /** What was kept of the workspace; undefined when it is not of this program. */
  readonly workspace: WorkspaceRecord | undefined;
  readonly projects: ReadonlyMap<string, RecalledProject>;
  /** What validation says about the whole workspace; undefined when a project has changed. */
  readonly findings: readonly Finding[] | undefined;
  /** Whether only the content of a file told that it is the same, so that its new stamp is worth keeping. */
  readonly isTouched: boolean;
}

/** Where builds are remembered. Checkouts that share their `node_modules` share nothing here. */
export const buildCacheFolder = (root: string): string =>
  join(root, 'node_modules/.cache/platform/builds', hash('sha256', realpathSync(root)).slice(0, 16));

const lookAtGenerated = (generated: string, project: string, { files, index }: ProjectRecord): Look => {
  const indexFile = `${project}/index.json`;
  let hashes: Record<string, string> | undefined;
  // Only a file whose stamp says nothing needs its hash, which is in the index, and that of the index here.
  const hashIn = (path: string): string | undefined => {
    if (path === indexFile) return index;
    if (hashes === undefined) {
      const file = join(generated, indexFile);
      hashes = hashOf(file) === index ? JSON.parse(readFileSync(file, 'utf8')).files : {};
    }
    return hashes?.[path];
  };
  return lookAtAll(files, ([path, seen]) => {
    const file = join(generated, path);
    const stamp = stampOf(file);
    if (stamp === undefined) return 'changed';
    return sameStamp(seen, stamp) ? 'same' : look(file, hashIn(path) ?? '', null);
  });
};

/**
 * Looks at what earlier builds left behind, and recalls each project whose program, settings, modules and files are
 * what they were: by their stamps where these can be trusted, otherwise by their content.
 */
export const recall = (root: string, projects: readonly Project[]): Recollection => {
  const folder = buildCacheFolder(root);
  const generated = join(root, 'generated');
  let files: readonly string[] | undefined;
  const program = (): readonly string[] => {
    files ??= programFiles(root);
    return files;
  };
  const written = projects.filter(({ name }) => existsSync(join(generated, name, 'index.json')));
  const found = written.length === 0 ? undefined : readWorkspaceRecord(folder, program);
  if (found === undefined)
    return { folder, program, workspace: undefined, projects: new Map(), findings: undefined, isTouched: false };
  const workspace = found.record;
  let isTouched = found.look === 'touched';

  // Bundles share modules; each is looked at once.
  const looked = new Map<string, Look>();
  const lookAtModule = ([path, sha256, stamp]: SeenFile): Look => {
    const key = `${sha256}${path}`;
    const known = looked.get(key) ?? look(path, sha256, stamp);
    looked.set(key, known);
    return known;
  };
  const recalled = new Map<string, RecalledProject>();
  for (const { name } of written) {
    const record = readRecord(folder, name);
    if (record === undefined || record.program !== workspace.program) continue;
    const modules = lookAtAll(record.modules, lookAtModule);
    const output = modules === 'changed' ? modules : lookAtGenerated(generated, name, record);
    if (output === 'changed') continue;
    isTouched ||= modules === 'touched' || output === 'touched';
    recalled.set(name, { record, manifests: () => readManifests(folder, name, record.index) });
  }
  const { indexes, findings } = workspace;
  const isWhole =
    Object.keys(indexes).length === projects.length &&
    projects.every(({ name }) => indexes[name] !== undefined && recalled.get(name)?.record.index === indexes[name]);
  return { folder, program, workspace, projects: recalled, findings: isWhole ? findings : undefined, isTouched };
};
