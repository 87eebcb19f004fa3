import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { modulesOf } from '../module-graph.ts';
import { hashOf, isSettled, type SeenFile, stampOf } from './file-stamp.ts';
import { namedModules } from './named-modules.ts';

/** Modules of Node that give the same for the same arguments. */
const pure = new Set(['assert', 'assert/strict', 'buffer', 'path', 'path/posix', 'querystring', 'url', 'util']);

/**
 * What makes a module give something else without a change of any module: environment, time, chance, locale. The linter
 * forbids these in homeworks, but not in every package. A mention in a comment costs no more than time.
 */
const impure =
  /\b(?:process|Date|performance|crypto|Intl)\s*(?:\.|\?\.|\[|\()|\bglobalThis\b|\b(?:fetch|eval|require|Function)\s*\(|\bMath\s*\.\s*random\b|\.toLocale/;

/** What there is to know about where a bundle comes from. */
export interface BundleSource {
  readonly bundleFile: string;
  /** Whether it has templates, whose types and comments are compiled, too. */
  readonly isCompiled: boolean;
  /** The files of the program. */
  readonly program: ReadonlySet<string>;
  /** When this process began; what was written since may not be what was loaded. */
  readonly startedMs: number;
}

/**
 * The modules that a loaded bundle consists of, those of the program apart. Undefined when it is not known what the
 * bundle depends on: it asks the system for something, or a module was written just now.
 */
export const bundleModules = ({ bundleFile, isCompiled, program, startedMs }: BundleSource): SeenFile[] | undefined => {
  const isProgram = (file: string): boolean => program.has(file);
  const loaded: string[] = [];
  for (const url of modulesOf(pathToFileURL(bundleFile).href, (one) => isFile(one) && isProgram(fileURLToPath(one)))) {
    if (isFile(url)) loaded.push(fileURLToPath(url));
    else if (!url.startsWith('node:') || !pure.has(url.slice('node:'.length))) return undefined;
  }
  const read = isCompiled ? namedModules(loaded, isProgram) : loaded;
  if (read === undefined) return undefined;
  const modules: SeenFile[] = [];
  for (const path of read) {
    if (program.has(path)) continue;
    const stamp = stampOf(path);
    if (stamp === undefined || !isSettled(stamp, startedMs) || impure.test(readFileSync(path, 'utf8')))
      return undefined;
    modules.push([path, hashOf(path) ?? '', stamp]);
  }
  return modules;
};

const isFile = (url: string): boolean => url.startsWith('file:');
