import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { planWrite, readIndex } from '../../../../apps/platform/src/write/plan.ts';
import { type Contender, measure } from '../measure.ts';
import { makePrograms, type Programs } from '../programs.ts';
import { costTable, goalTable, timeTable } from '../report.ts';
import { timeWork, type Work } from '../time-work.ts';

/** The last step of a build inside one process: what it does when nothing changed, and what it would do otherwise. */
const comparing = (programs: Programs): Work[] => {
  const generated = join(programs.workspace.root, 'generated');
  const projects = readdirSync(generated).map((project) => {
    const paths = readdirSync(join(generated, project), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(generated.length + 1));
    const tree = new Map(paths.map((path) => [path, readFileSync(join(generated, path), 'utf8')]));
    const index = readIndex(generated, project);
    const components = typeof index === 'object' ? index.components : [];
    const bundle = {
      description: '',
      components: components.map(({ name, namespace }) => ({ name, namespace, manifests: () => [] })),
    };
    return { emission: { project, tree, manifests: [], objects: [], findings: [] }, bundle };
  });
  return [
    {
      name: 'writing every file again',
      run: () => {
        for (const { emission } of projects)
          for (const [path, text] of emission.tree) writeFileSync(join(generated, path), text);
      },
    },
    {
      name: 'planWrite, which finds that nothing changed',
      run: () => projects.map(({ emission, bundle }) => planWrite(generated, emission, bundle, { overwrite: false })),
    },
  ];
};

/** What was written within the last two seconds is not remembered: this is how a build finds it later. */
const settle = ({ platform }: Programs): void => {
  measure([platform], 1);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);
  measure([platform], 1);
};

const withoutCache = (contender: Contender): Contender => ({
  ...contender,
  name: `${contender.name} --no-cache`,
  command: [...contender.command, '--no-cache'],
});

const nothing = (rounds: number): string => {
  const programs = makePrograms({ objects: 10_000, components: 1000, packages: 10 });
  try {
    settle(programs);
    const contenders: Contender[] = [
      { ...programs.floor, name: 'floor, which writes every file again' },
      { ...programs.platform, name: 'platform build, which writes none' },
      withoutCache(programs.platform),
    ];
    const costs = measure(contenders, rounds);
    const rows = timeWork(comparing(programs), rounds);
    const [rewriting = 0, ours = 0] = rows.map(({ milliseconds }) => milliseconds);
    const goals = goalTable([
      { what: 'nothing changed, files: time to that of writing them again', ratio: ours / rewriting, atMost: 0.2 },
      {
        what: 'nothing changed, whole process: time to that of the floor, which writes them again',
        ratio: (costs[1]?.wallSeconds ?? 0) / (costs[0]?.wallSeconds ?? 0),
        atMost: 0.2,
      },
    ]);
    return `10,000 objects in 1,000 components, nothing changed:\n\n${costTable(contenders, costs)}\nThe files alone:\n\n${timeTable(rows)}\n${goals}`;
  } finally {
    programs.remove();
  }
};

const one = (rounds: number, packages: number, goal?: number): string => {
  const programs = makePrograms({ objects: 1500, components: 500, packages });
  try {
    settle(programs);
    let replicas = 2;
    const prepare = (): void => programs.workspace.change(0, ++replicas);
    const changed = { ...programs.platform, prepare };
    const contenders: Contender[] = [changed, withoutCache(changed)];
    const costs = measure(contenders, rounds);
    const text = `1,500 objects in 500 components of ${packages} packages, one changed:\n\n${costTable(contenders, costs)}`;
    if (goal === undefined) return text;
    const ratio = costs[0]?.wallSeconds ?? Number.NaN;
    return `${text}\n${goalTable([{ what: 'one of 500 changed: seconds', ratio, atMost: goal }])}`;
  } finally {
    programs.remove();
  }
};

/** Builds after which little or nothing differs. */
export const unchanged = (rounds: number): string =>
  [nothing(rounds), one(rounds, 10, 0.3), one(rounds, 500)].join('\n');
