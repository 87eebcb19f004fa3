import { join } from 'node:path';
import type { ExpectedObject } from '@wildermesser/emit';
import type { Manifest } from '@wildermesser/manifest';
import type { FileStamp, SeenFile } from './file-stamp.ts';
import { readSealed, writeSealed } from './sealed-file.ts';

/** What is kept of a project whose files were all as its bundle makes them. */
export interface ProjectRecord {
  /** Of the program and the settings that made it. */
  readonly program: string;
  /** Every module that the bundle loads, but those of the program. Absolute paths. */
  readonly modules: readonly SeenFile[];
  /** The SHA-256 of its `index.json`, which has those of the other files. */
  readonly index: string;
  /** Its files below `generated/`, the index among them. */
  readonly files: readonly (readonly [path: string, stamp: FileStamp | null])[];
  readonly components: number;
  readonly objects: number;
  readonly expects: readonly ExpectedObject[];
}

/** A manifest as it was validated, with the place that made it. */
export type PlacedManifest = readonly [manifest: Manifest, file: string | null, line: number];

/** The manifests are apart: they are many, and read only when something else has changed. */
const manifestsFile = (folder: string, project: string): string => join(folder, 'manifests', `${project}.json`);
const recordFile = (folder: string, project: string): string => join(folder, 'projects', `${project}.json`);

export const writeRecord = (folder: string, project: string, record: ProjectRecord): void =>
  writeSealed(recordFile(folder, project), JSON.stringify(record));

export const readRecord = (folder: string, project: string): ProjectRecord | undefined => {
  const text = readSealed(recordFile(folder, project));
  return text === undefined ? undefined : JSON.parse(text);
};

/** @param key of the index that belongs to the manifests, so that those of another build are not taken for them */
export const writeManifests = (folder: string, project: string, key: string, manifests: readonly PlacedManifest[]) =>
  writeSealed(manifestsFile(folder, project), JSON.stringify({ key, manifests }));

export const readManifests = (folder: string, project: string, key: string): readonly PlacedManifest[] | undefined => {
  const text = readSealed(manifestsFile(folder, project));
  if (text === undefined) return undefined;
  const kept: { key: string; manifests: PlacedManifest[] } = JSON.parse(text);
  return kept.key === key ? kept.manifests : undefined;
};
