import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeWorkspace, repository, type Workspace } from './make-workspace.ts';
import type { Contender } from './measure.ts';
import type { Scale } from './objects.ts';

/** The programs that write the same objects, each into a folder of its own. */
export interface Programs {
  readonly workspace: Workspace;
  /** The product. It replaces what differs in `generated/`. */
  readonly platform: Contender;
  /** The least program there can be; writes every file. */
  readonly floor: Contender;
  /** cdk8s with a file per object, which is the layout of the others. */
  readonly cdk8s: Contender;
  /** cdk8s with a file per chart, which is its default. */
  readonly cdk8sFilePerChart: Contender;
  /** Lets a contender begin with an empty folder each time. */
  readonly fromEmpty: (contender: Contender) => Contender;
  readonly remove: () => void;
}

/** The options with which the `platform` script starts the program. */
export const ownOptions = (): string[] =>
  readFileSync(join(repository, 'apps/platform/node-options'), 'utf8').trim().split(' ');

/** All programs compile their sources once and for all, as the `platform` script has it. */
const withCompileCache = (folder: string) => ({ NODE_COMPILE_CACHE: join(folder, 'compile') });

/** Makes the programs for a scale; `remove` takes away all that they wrote. */
export const makePrograms = (scale: Scale): Programs => {
  const folder = mkdtempSync(join(tmpdir(), 'benchmark-peers-'));
  const workspace = makeWorkspace(scale);
  const env = withCompileCache(folder);
  const node = [process.execPath, '--disable-warning=ExperimentalWarning'];
  const peer = (name: string, file: string, ...options: string[]): Contender => ({
    name,
    command: [...node, join(import.meta.dirname, 'peers', file), 'out', JSON.stringify(scale), ...options],
    cwd: join(folder, file + options.join()),
    env,
  });
  const platform: Contender = {
    name: 'platform build',
    command: [process.execPath, ...ownOptions(), join(repository, 'apps/platform/src/bin.ts'), 'build'],
    cwd: workspace.root,
    env,
  };
  const peers = {
    floor: peer('floor', 'floor.ts'),
    cdk8s: peer('cdk8s, a file per object', 'cdk8s.mjs', 'FOLDER_PER_CHART_FILE_PER_RESOURCE'),
    cdk8sFilePerChart: peer('cdk8s, a file per chart', 'cdk8s.mjs', 'FILE_PER_CHART'),
  };
  for (const { cwd } of Object.values(peers)) mkdirSync(cwd);
  let discarded = 0;
  // Moved away and not removed: creating files is many times slower for a while after many were removed.
  const discard = (path: string): void => {
    if (existsSync(path)) renameSync(path, join(folder, `discarded-${++discarded}`));
  };
  return {
    workspace,
    platform,
    ...peers,
    fromEmpty: (contender) => ({
      ...contender,
      prepare: () => discard(join(contender.cwd, contender === platform ? 'generated' : 'out')),
    }),
    remove: () => {
      workspace.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
