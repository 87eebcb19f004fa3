import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../folders.ts';

/** Programs that are compiled from one Go module of this package. */
export interface GoRecipe {
  /** What people call it. */
  readonly name: string;
  /** Such as `v1.34.3`. */
  readonly version: string;
  /** The folder of the module. */
  readonly module: string;
  /** The package of each program, by the name of its file. */
  readonly packages: Readonly<Record<string, string>>;
  /** Arguments of `go build` that change what comes out. */
  readonly arguments: readonly string[];
  /** The oldest Go that compiles it, such as `1.24`. */
  readonly go: string;
  /** Where the programs are, or will be: another recipe has another folder. */
  readonly target: string;
}

/** What a module says about itself. */
interface GoModule {
  readonly folder: string;
  readonly goMod: string;
  readonly go: string;
  readonly versionOf: (dependency: string) => string;
}

/** Reads the module in this folder of the package. */
export const readModule = (path: string): GoModule => {
  const folder = new URL(`../../${path}`, import.meta.url).pathname;
  const goMod = readFileSync(join(folder, 'go.mod'), 'utf8');
  const versionOf = (dependency: string): string => {
    const line = goMod.split('\n').find((text) => /^\s*(?:require )?(\S+) v/.exec(text)?.[1] === dependency);
    return /\bv\S+/.exec(line ?? '')?.[0] ?? '';
  };
  return { folder, goMod, go: /^go (\d+\.\d+)/m.exec(goMod)?.[1] ?? '', versionOf };
};

/** A recipe whose place in the cache depends on all that goes into the programs. */
export const goRecipe = (
  { folder, goMod, go }: GoModule,
  { name, version, packages, arguments: args }: Pick<GoRecipe, 'name' | 'version' | 'packages' | 'arguments'>,
  sources: readonly string[] = [],
): GoRecipe => {
  const texts = ['go.sum', ...sources].map((path) => readFileSync(join(folder, path), 'utf8'));
  const hash = createHash('sha256')
    .update([goMod, ...texts, ...args, process.arch].join('\0'))
    .digest('hex');
  const target = cacheFolder(name.toLowerCase(), `${version}-${hash.slice(0, 12)}`);
  return { name, version, module: folder, packages, arguments: args, go, target };
};
