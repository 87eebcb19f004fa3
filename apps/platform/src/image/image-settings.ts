import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildRequest } from '@wildermesser/operator-image';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { findRoot } from '../workspace/find-root.ts';

const folder = 'packages/operator-image';

/** Where the pieces of an image are, absolute. */
export interface ImageSettings {
  readonly root: string;
  /** The package `operator-image`. */
  readonly folder: string;
  /** The file that the manifests read the digest from. */
  readonly pin: string;
  /** Below the root, for people. */
  readonly pinName: string;
  readonly request: BuildRequest;
}

const fields = ['entry', 'repository', 'source', 'pin'] as const;

/** Reads `packages/operator-image/image.json`. Throws a UsageError that says what is wrong with it. */
export const imageSettings = (io: Io): ImageSettings => {
  const root = findRoot(io.cwd);
  const name = `${folder}/image.json`;
  let content: Record<string, unknown>;
  try {
    content = JSON.parse(readFileSync(join(root, name), 'utf8')) as Record<string, unknown>;
  } catch (error) {
    throw new UsageError(`${name} cannot be read: ${(error as Error).message}`, 'restore it from Git');
  }
  const missing = fields.filter((field) => typeof content[field] !== 'string' || content[field] === '');
  if (missing.length > 0) throw new UsageError(`${name} lacks ${missing.join(', ')}`, `see ${folder}/README.md`);
  const { entry, repository, source, pin } = content as Record<(typeof fields)[number], string>;
  return {
    root,
    folder: join(root, folder),
    pin: join(root, pin),
    pinName: pin,
    request: {
      workspace: root,
      folder: join(root, folder),
      entry,
      output: join(root, folder, 'dist/image'),
      cache: join(root, 'node_modules/.cache/platform/image'),
      repository,
      source,
      progress: (step) => io.stderr.write(`${step} ...\n`),
    },
  };
};
