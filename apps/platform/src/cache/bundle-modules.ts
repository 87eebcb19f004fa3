import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { modulesOf } from '../module-graph.ts';
import { hashOf, isSettled, type SeenFile, stampOf } from './file-stamp.ts';

/** Modules of Node that give the same for the same arguments. */
const pure = new Set(['assert', 'assert/strict', 'buffer', 'path', 'path/posix', 'querystring', 'url', 'util']);

/**
 * What makes a module give something else without a change of any module: environment, time, chance, locale. The linter
 * forbids these in homeworks, but not in every package. A mention in a comment costs no more than time.
 */
const impure =
  /\b(?:process|Date|performance|crypto|Intl)\s*(?:\.|\?\.|\[|\()|\bglobalThis\b|\b(?:fetch|eval|require|Function)\s*\(|\bMath\s*\.\s*random\b|\.toLocale/;

/**
 * The modules that a loaded bundle consists of, those of the program apart. Undefined when it is not known what the
 * bundle depends on: it asks the system for something, or a module was written just now.
 *
 * @param startedMs when this process began; what was written since may not be what was loaded
 */
export const bundleModules = (
  bundleFile: string,
  program: ReadonlySet<string>,
  startedMs: number,
): SeenFile[] | undefined => {
  const isProgram = (url: string): boolean => url.startsWith('file:') && program.has(fileURLToPath(url));
  const modules: SeenFile[] = [];
  for (const url of modulesOf(pathToFileURL(bundleFile).href, isProgram)) {
    if (url.startsWith('node:') && pure.has(url.slice('node:'.length))) continue;
    if (!url.startsWith('file:')) return undefined;
    const path = fileURLToPath(url);
    if (program.has(path)) continue;
    const stamp = stampOf(path);
    if (stamp === undefined || !isSettled(stamp, startedMs) || impure.test(readFileSync(path, 'utf8')))
      return undefined;
    modules.push([path, hashOf(path) ?? '', stamp]);
  }
  return modules;
};
