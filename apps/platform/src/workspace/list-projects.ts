import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareBytes } from '@wildermesser/manifest';
import { UsageError } from '../usage-error.ts';

/** A package that generates manifests: one with a `bundle.ts`. */
export interface Project {
  /** Folder name below `packages/`, and below `generated/`. */
  readonly name: string;
  /** Absolute path of its `bundle.ts`. */
  readonly bundleFile: string;
}

/** Every project of the workspace, sorted by name. */
export const listProjects = (root: string): Project[] =>
  readdirSync(join(root, 'packages'))
    .sort(compareBytes)
    .map((name) => ({ name, bundleFile: join(root, 'packages', name, 'bundle.ts') }))
    .filter(({ bundleFile }) => existsSync(bundleFile));

/** Checks the names that the user gave against the projects there are; none means all. Throws a UsageError. */
export const selectProjects = (projects: readonly Project[], names: readonly string[]): ReadonlySet<string> => {
  const all = projects.map(({ name }) => name);
  for (const name of names)
    if (!all.includes(name)) throw new UsageError(`no project is named ${name}`, `there are: ${all.join(', ')}`);
  return new Set(names.length === 0 ? all : names);
};
