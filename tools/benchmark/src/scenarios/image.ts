import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../make-workspace.ts';
import { type Contender, measure } from '../measure.ts';
import { costTable, goalTable } from '../report.ts';

const folder = join(repository, 'packages/operator-image');
const { entry } = JSON.parse(readFileSync(join(folder, 'image.json'), 'utf8')) as { readonly entry: string };
const app = entry.split('/', 2).join('/');

/** A workspace with a copy of the program, which is changed here, and everything else of the repository. */
const copyProgram = (): string => {
  const root = mkdtempSync(join(tmpdir(), 'benchmark-image-'));
  cpSync(join(repository, app), join(root, app), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'context/dist/bundle'), { recursive: true });
  for (const file of ['Dockerfile', '.dockerignore']) cpSync(join(folder, file), join(root, 'context', file));
  return root;
};

let changes = 0;
const change = (path: string): void => {
  changes += 1;
  appendFileSync(path, `\nglobalThis.benchmarkChange = ${changes};\n`);
};

/** The image of the operator for two architectures, from nothing and after a change; and one by buildah on a finished base. */
export const image = (rounds: number): string => {
  const root = copyProgram();
  try {
    const node = [process.execPath, '--disable-warning=ExperimentalWarning'];
    const ours = [...node, join(import.meta.dirname, '../peers/build-image.ts'), root, folder, entry];
    const base = join(root, 'base.tar');
    const made = spawnSync(ours[0] ?? '', [...ours.slice(1), base], { cwd: root, encoding: 'utf8' });
    if (made.status !== 0) throw new Error(made.stderr);
    for (const file of ['main.mjs', 'NOTICES']) cpSync(join(root, file), join(root, 'context/dist/bundle', file));
    const env = { NODE_COMPILE_CACHE: join(root, 'compile-cache') };
    const storage = ['--storage-driver=vfs', `--root=${join(root, 'store')}`, `--runroot=${join(root, 'run')}`];
    const contenders: readonly Contender[] = [
      {
        name: 'platform image build, the program changed',
        prepare: () => change(join(root, entry)),
        command: ours,
        cwd: root,
        env,
      },
      {
        name: 'buildah, the program changed, one architecture',
        prepare: () => change(join(root, 'context/dist/bundle/main.mjs')),
        command: [
          'buildah',
          ...storage,
          'bud',
          '--isolation=chroot',
          `--build-arg=BASE=oci-archive:${base}`,
          '--tag=x',
          'context',
        ],
        cwd: root,
      },
    ];
    const cold: Contender = {
      name: 'platform image build, nothing cached',
      prepare: () => rmSync(join(root, 'cache'), { recursive: true, force: true }),
      command: ours,
      cwd: root,
      env,
    };
    const warm = measure(contenders, rounds);
    const [ownCost, peer] = warm;
    const [fromNothing] = measure([cold], 1);
    return [
      `Image of ${app}, two architectures (medians of ${rounds}; from nothing once):\n`,
      costTable([...contenders, cold], fromNothing === undefined ? warm : [...warm, fromNothing]),
      goalTable([
        { what: 'the program changed: seconds', ratio: ownCost?.wallSeconds ?? Number.NaN, atMost: 3 },
        {
          what: 'the program changed: time to that of buildah',
          ratio: (ownCost?.wallSeconds ?? Number.NaN) / (peer?.wallSeconds ?? Number.NaN),
          atMost: 1,
        },
        { what: 'nothing cached: seconds', ratio: fromNothing?.wallSeconds ?? Number.NaN, atMost: 60 },
        { what: 'nothing cached: peak MiB', ratio: fromNothing?.peakMebibytes ?? Number.NaN, atMost: 488 },
      ]),
    ].join('\n');
  } finally {
    spawnSync('chmod', ['-R', 'u+rwX', root]);
    rmSync(root, { recursive: true, force: true });
  }
};
