import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { compareBytes } from '@wildermesser/manifest';
import { sha256 } from '../sha256.ts';
import { bytesOf } from '../tar/content.ts';
import type { Entry } from '../tar/entry.ts';
import { readTar } from '../tar/read-tar.ts';

const described = (entry: Entry): string => {
  const { uid, gid } = entry.owner;
  if (entry.type === 'link') return `link to ${entry.target}`;
  const mode = entry.mode.toString(8).padStart(4, '0');
  return entry.type === 'directory'
    ? `directory ${mode} ${uid}:${gid}`
    : `file ${mode} ${uid}:${gid} ${sha256(bytesOf(entry.content)).slice(0, 12)}`;
};

const contents = async (path: string): Promise<ReadonlyMap<string, string>> =>
  new Map((await readTar(gunzipSync(readFileSync(path)), path)).map((entry) => [entry.path, described(entry)]));

/** How the files of two compressed layers differ, a line each: `/app/main.mjs: file 0644 0:0 … → …`. */
export const compareLayers = async (before: string, after: string): Promise<readonly string[]> => {
  const [old, current] = await Promise.all([contents(before), contents(after)]);
  return [...new Set([...old.keys(), ...current.keys()])]
    .sort(compareBytes)
    .filter((path) => old.get(path) !== current.get(path))
    .map((path) => `/${path}: ${old.get(path) ?? 'absent'} → ${current.get(path) ?? 'absent'}`);
};
