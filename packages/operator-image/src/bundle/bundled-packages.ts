import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareBytes } from '@wildermesser/manifest';
import type { Metafile } from 'esbuild';

/** An npm package of which code is in the program. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression as the package says, `''` when it does not. */
  readonly license: string;
  /** The text of its licence files, `''` when it ships none. */
  readonly licenseText: string;
}

/** The folder of the package that a source belongs to; undefined for sources of the workspace. */
export const packageFolder = (path: string): string | undefined =>
  /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];

const licenseTexts = (folder: string): string =>
  readdirSync(folder)
    .filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
    .sort(compareBytes)
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
    .join('\n\n');

/** The packages of npm that contributed to the output, by esbuild's account of it; the workspace's own are left out. */
export const bundledPackages = (workspace: string, { outputs }: Metafile): readonly BundledPackage[] => {
  const used = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  const folders = new Set(used.flatMap((path) => packageFolder(path) ?? []));
  const packages = [...folders].map((folder): BundledPackage => {
    const read = readFileSync(join(workspace, folder, 'package.json'), 'utf8');
    const { name, version, license } = JSON.parse(read) as { name: string; version: string; license?: unknown };
    return {
      name,
      version,
      license: typeof license === 'string' ? license : '',
      licenseText: licenseTexts(join(workspace, folder)),
    };
  });
  const keyed = new Map(packages.map((each) => [`${each.name}@${each.version}`, each]));
  return [...keyed.keys()].sort(compareBytes).flatMap((key) => keyed.get(key) ?? []);
};
