import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareBytes } from '@wildermesser/manifest';
import type { Translated } from './translate-template.ts';

const packages = join(import.meta.dirname, '../../../../packages');

/** The sources that a translation depends on: those of the compiler, and what the layers let a homework import. */
const sourcesOf = (root: string, project: string): string[] => [
  ...globSync('{compile,emit,manifest}/src/**/*.ts', { cwd: packages })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => join(packages, file)),
  ...globSync(['bundle.ts', 'src/**/*.ts'], { cwd: join(root, 'packages', project) }).map((file) =>
    join(root, 'packages', project, file),
  ),
  ...globSync(['package-lock.json', 'tsconfig.json', 'tsconfig.base.json'], { cwd: root }).map((file) =>
    join(root, file),
  ),
];

/** A hash of everything that the translations of a project depend on. */
export const sourcesHash = (root: string, project: string): string => {
  const hash = createHash('sha256').update(process.version);
  for (const file of sourcesOf(root, project).sort(compareBytes)) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
};

/**
 * Keeps translations by the hash of all that they depend on, since reading TypeScript with its types costs seconds. A
 * damaged entry is a miss; one with findings is not kept.
 *
 * @param subject what is translated, as text, beside the sources
 */
export const cachedTranslation = async (
  root: string,
  hash: string,
  subject: string,
  translate: () => Promise<Translated>,
): Promise<Translated> => {
  const key = createHash('sha256').update(`${hash}\0${subject}`).digest('hex');
  const file = join(root, 'node_modules/.cache/platform/translations', `${key}.json`);
  try {
    const { entries, sum } = JSON.parse(readFileSync(file, 'utf8')) as { entries: [string, string][]; sum: string };
    if (sumOf(entries) === sum) return { files: new Map(entries), findings: [] };
  } catch {
    // Not there, or not whole.
  }
  const translated = await translate();
  if (translated.findings.length > 0) return translated;
  const entries = [...translated.files];
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, JSON.stringify({ entries, sum: sumOf(entries) }));
  renameSync(`${file}.${process.pid}`, file);
  return translated;
};

const sumOf = (entries: readonly (readonly [string, string])[]): string =>
  createHash('sha256').update(JSON.stringify(entries)).digest('hex');
