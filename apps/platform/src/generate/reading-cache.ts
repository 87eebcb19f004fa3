import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareBytes } from '@wildermesser/manifest';
import type { SourceReading } from './compile-sources.ts';

const packages = join(import.meta.dirname, '../../../../packages');

/** The workspace package that a file belongs to: `apps/mysql-operator`. */
const packageOf = (file: string): string => file.split('/').slice(0, 2).join('/');

/**
 * All that a reading may depend on: the compiler's own sources, those of the packages that the files belong to, those of every
 * package that these may import, and the versions of the rest.
 */
const dependencies = (root: string, entries: readonly string[]): string[] => {
  const own = [...new Set(entries.map(packageOf))].map((folder) => `${folder}/**/*.ts`);
  const ours = globSync('*/src/**/*.ts', { cwd: packages })
    .filter((file) => !/^(kubernetes-|argocd)/.test(file))
    .map((file) => join(packages, file));
  const theirs = globSync([...own, 'package-lock.json', 'tsconfig*.json'], {
    cwd: root,
    exclude: (name) => name === 'node_modules',
  }).map((file) => join(root, file));
  return [...ours, ...theirs].filter((file) => !file.endsWith('.test.ts'));
};

const textOf = (reading: SourceReading): string => JSON.stringify(reading);

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Keeps what was read from sources by the hash of all that it depends on. A damaged entry is a miss; one with findings is
 * not kept.
 *
 * @param entries files that reading begins at, relative to the root
 * @param subject what is read beside them, as data
 */
export const cachedReading = async (
  root: string,
  entries: readonly string[],
  subject: unknown,
  read: () => Promise<SourceReading>,
): Promise<SourceReading> => {
  const hash = createHash('sha256').update(`${process.version}\0${JSON.stringify(subject)}`);
  for (const file of dependencies(root, entries).sort(compareBytes))
    hash.update(`\0${file}\0`).update(readFileSync(file));
  const file = join(root, 'node_modules/.cache/platform/readings', `${hash.digest('hex')}.json`);
  try {
    const { text, sum } = JSON.parse(readFileSync(file, 'utf8')) as { text: string; sum: string };
    if (sumOf(text) === sum) return JSON.parse(text) as SourceReading;
  } catch {
    // Not there, or not whole.
  }
  const reading = await read();
  if (reading.findings.length > 0) return reading;
  const text = textOf(reading);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify({ text, sum: sumOf(text) }));
  renameSync(`${file}.${process.pid}`, file);
  return reading;
};
