import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { Finding } from '@wildermesser/manifest';
import { hashOf, isSettled, type Look, look, lookAtAll, type SeenFile, stampOf } from './file-stamp.ts';
import { readSealed, writeSealed } from './sealed-file.ts';

/** The program as it was, and what it last said about the whole workspace. */
export interface WorkspaceRecord {
  /** A hash of the program and its settings. */
  readonly program: string;
  readonly files: readonly SeenFile[];
  /** The SHA-256 of the index of every project that was validated together with the others. */
  readonly indexes: Readonly<Record<string, string>>;
  /** What the validation found; absent when not all projects are known. No error is among it. */
  readonly findings?: readonly Finding[];
}

const fileIn = (folder: string): string => join(folder, 'workspace.json');

export const writeWorkspaceRecord = (folder: string, record: WorkspaceRecord): void =>
  writeSealed(fileIn(folder), JSON.stringify(record));

/** The record and how its program compares with that of this process; undefined when it is another. */
export const readWorkspaceRecord = (
  folder: string,
  program: () => readonly string[],
): { readonly record: WorkspaceRecord; readonly look: Look } | undefined => {
  const text = readSealed(fileIn(folder));
  if (text === undefined) return undefined;
  const record: WorkspaceRecord = JSON.parse(text);
  const files = program();
  if (record.files.length !== files.length || record.program !== programHash(record.files)) return undefined;
  if (record.files.some(([path], i) => path !== files[i])) return undefined;
  const seen = lookAtAll(record.files, ([path, sha256, stamp]) => look(path, sha256, stamp));
  return seen === 'changed' ? undefined : { record, look: seen };
};

/** A hash of the program: of its files and of the Node that runs it. */
export const programHash = (files: readonly SeenFile[]): string =>
  hash('sha256', JSON.stringify([process.version, files.map(([path, sha256]) => [path, sha256])]));

/** The files of the program as they are; undefined when one was written so late that this process may run an older one. */
export const seeProgram = (files: readonly string[], startedMs: number): SeenFile[] | undefined => {
  const seen: SeenFile[] = [];
  for (const path of files) {
    const stamp = stampOf(path);
    const sha256 = hashOf(path);
    if (stamp === undefined || sha256 === undefined || !isSettled(stamp, startedMs)) return undefined;
    seen.push([path, sha256, stamp]);
  }
  return seen;
};
