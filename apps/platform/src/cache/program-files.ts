import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout that this program runs from. */
const repository = join(import.meta.dirname, '../../../..');

/** Files of a workspace that decide what is generated, beside the sources. */
const settingsFiles = ['package-lock.json', 'platform.json', 'tsconfig.base.json', 'tsconfig.json'];

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /\.(?:ts|json)$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [path] : [];
  });

/** What of a package is program: nothing when it has a bundle, otherwise its sources and data. */
const packageFiles = (folder: string): string[] => {
  if (existsSync(join(folder, 'bundle.ts'))) return [];
  const folders = ['src', 'schemas'].map((name) => join(folder, name)).filter((path) => existsSync(path));
  return [...[join(folder, 'package.json')].filter((path) => existsSync(path)), ...folders.flatMap(filesBelow)];
};

/**
 * Every file that decides what the bundles are made into: the packages of this repository and of the workspace that have
 * none, and the settings of the workspace. More than a build loads, and so nothing is missed. Absolute paths.
 */
export const programFiles = (root: string): string[] => [
  // Sources that definitions and roles are made from are not imported by the bundle that names them: they lie here.
  ...[...new Set([repository, root])].flatMap((checkout) =>
    ['apps', 'packages']
      .filter((parent) => existsSync(join(checkout, parent)))
      .flatMap((parent) =>
        readdirSync(join(checkout, parent)).flatMap((name) => packageFiles(join(checkout, parent, name))),
      ),
  ),
  ...settingsFiles.map((name) => join(root, name)).filter((path) => existsSync(path)),
];
