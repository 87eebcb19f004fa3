import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { makeNxWorkspace } from '../make-nx-workspace.ts';
import { repository, type Workspace } from '../make-workspace.ts';
import { type Contender, measure } from '../measure.ts';
import { costTable, goalTable } from '../report.ts';

/** What the caller's Nx is told does not reach this one. */
const unset = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => name.startsWith('NX_'))
    .map((name) => [name, '']),
);

const nx = ({ root }: Workspace, name: string, args: readonly string[], prepare: () => void): Contender => ({
  name,
  prepare,
  command: [process.execPath, join(repository, 'node_modules/nx/dist/bin/nx.js'), ...args],
  cwd: root,
  env: unset,
});

const cold = (rounds: number): string => {
  const workspace = makeNxWorkspace({ objects: 300, components: 100, packages: 100 });
  let discarded = 0;
  const discard = (): void => {
    mkdirSync(join(workspace.root, 'discarded'), { recursive: true });
    for (const folder of ['generated', 'least', '.nx']) {
      const path = join(workspace.root, folder);
      if (existsSync(path)) renameSync(path, join(workspace.root, 'discarded', String(++discarded)));
    }
  };
  try {
    const run = (target: string): string[] => ['run-many', '-t', target, '--skip-nx-cache'];
    const contenders = [
      nx(workspace, 'build: the plugin, one process for all', run('build'), discard),
      nx(workspace, 'nx:run-commands: the floor, a process a package', run('least'), discard),
    ];
    const slow = nx(
      workspace,
      'nx:run-commands: the same program, a process a package (one run)',
      run('alone'),
      discard,
    );
    const costs = [...measure(contenders, rounds), ...measure([slow], 1)];
    const [batch = 0, least = 0, alone = 0] = costs.map(({ wallSeconds }) => wallSeconds);
    const goals = [
      { what: 'Nx, 100 packages: time to that of a process a package', ratio: batch / alone, atMost: 0.5 },
      { what: 'Nx, 100 packages: time to that of the floor, a process a package', ratio: batch / least, atMost: 0.5 },
    ];
    return `Nx, cold, 300 objects in 100 packages:\n\n${costTable([...contenders, slow], costs)}\n${goalTable(goals)}`;
  } finally {
    workspace.remove();
  }
};

const changed = (rounds: number, packages: number, goal?: number): string => {
  const workspace = makeNxWorkspace({ objects: 1500, components: 500, packages });
  try {
    let replicas = 2;
    const change = (): void => workspace.change(0, ++replicas);
    const all = ['run-many', '-t', 'build'];
    const affected = ['affected', '-t', 'build', '--base=HEAD'];
    // The second build finds what the first one wrote; from then on the cache answers for what did not change.
    measure([nx(workspace, 'first', all, () => undefined)], 1);
    workspace.commit();
    const contenders = [
      nx(workspace, 'nx affected -t build', affected, change),
      nx(workspace, 'nx run-many -t build', all, change),
    ];
    const costs = measure(contenders, rounds);
    const text = `Nx, 1,500 objects in 500 components of ${packages} packages, one changed:\n\n${costTable(contenders, costs)}`;
    if (goal === undefined) return text;
    const goals = contenders.map(({ name }, i) => ({
      what: `one of 500 changed, ${name}: seconds`,
      ratio: costs[i]?.wallSeconds ?? Number.NaN,
      atMost: goal,
    }));
    return `${text}\n${goalTable(goals)}`;
  } finally {
    workspace.remove();
  }
};

/** What Nx adds around the build. */
export const nxBuilds = (rounds: number): string =>
  [cold(rounds), changed(rounds, 10, 1), changed(rounds, 500)].join('\n');
