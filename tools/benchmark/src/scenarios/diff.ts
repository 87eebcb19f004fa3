import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Manifest, readDocuments, writeYaml } from '../../../../packages/manifest/src/index.ts';
import { makeCharts, makeManyApplications } from '../make-repositories.ts';
import { repository } from '../make-workspace.ts';
import { type Contender, type Cost, measure } from '../measure.ts';
import { ownOptions } from '../programs.ts';
import { costTable, type Goal, goalTable } from '../report.ts';

/** Where a scenario writes; removed at the end. */
interface Ground {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

const platform = ({ env }: Ground, name: string, cwd: string, ...args: readonly string[]): Contender => ({
  name,
  command: [process.execPath, ...ownOptions(), join(repository, 'apps/platform/src/bin.ts'), ...args],
  cwd,
  env,
});

/** A gate that no effect reaches, since a difference is code 1 and no failure. */
const diff = (ground: Ground, cwd: string, ...args: readonly string[]): Contender =>
  platform(
    ground,
    'platform diff',
    cwd,
    'diff',
    '--fail-on',
    'danger',
    '--output',
    join(ground.folder, 'plan.txt'),
    ...args,
  );

const starting = (ground: Ground): Contender =>
  platform(ground, 'platform diff --help, which only starts', ground.folder, 'diff', '--help');

const shell = (name: string, cwd: string, script: string): Contender => ({ name, command: ['sh', '-c', script], cwd });

/** dyff, built from the version that `go.mod` pins; undefined without Go. */
const buildDyff = ({ folder }: Ground): string | undefined => {
  const target = join(folder, 'dyff');
  const { status } = spawnSync('go', ['build', '-o', target, 'github.com/homeport/dyff/cmd/dyff'], {
    cwd: join(import.meta.dirname, '../..'),
    stdio: 'ignore',
  });
  return status === 0 ? target : undefined;
};

const section = (
  title: string,
  contenders: readonly Contender[],
  rounds: number,
  goals: (costs: readonly Cost[]) => readonly Goal[],
): string => {
  const costs = measure(contenders, rounds);
  return `${title}:\n\n${costTable(contenders, costs)}\n${goalTable(goals(costs))}`;
};

const memory = (what: string, cost: Cost | undefined): Goal => ({
  what: `${what}: MiB`,
  ratio: cost?.peakMebibytes ?? Number.NaN,
  atMost: 300,
});

const seconds = (what: string, cost: Cost | undefined, atMost: number): Goal => ({
  what: `${what}: seconds`,
  ratio: cost?.wallSeconds ?? Number.NaN,
  atMost,
});

/** The manifests of a release: whole from `KUBE_PROMETHEUS`, a folder with a folder a tag, else as the tests have them. */
const manifestsAt = (tag: string): readonly Manifest[] => {
  const given = process.env.KUBE_PROMETHEUS;
  if (given === undefined) {
    const file = join(repository, `packages/diff/test/kube-prometheus/fixtures/${tag}.json.gz`);
    return JSON.parse(gunzipSync(readFileSync(file)).toString());
  }
  const folder = join(given, tag);
  const files = globSync('**/*.yaml', { cwd: folder }).sort();
  return files.flatMap((file) =>
    readDocuments(readFileSync(join(folder, file), 'utf8'), file).documents.map(({ value }) => value as Manifest),
  );
};

/** Writes a release with a file for each object, named after it, so that the others compare like with like. */
const unpack = ({ folder }: Ground, tag: string): string => {
  mkdirSync(join(folder, tag));
  for (const [index, manifest] of manifestsAt(tag).entries()) {
    const { kind, metadata } = manifest;
    const name = `${kind}-${metadata?.name ?? index}.yaml`.toLowerCase().replaceAll(':', '-');
    writeFileSync(join(folder, tag, name), writeYaml(manifest));
  }
  return join(folder, tag);
};

const kubePrometheus = (ground: Ground, rounds: number): string => {
  const [base, head] = [unpack(ground, 'v0.9.0'), unpack(ground, 'v0.10.0')];
  const dyff = buildDyff(ground);
  // It refuses two streams with a different number of documents unless it knows each for an object, and lists are none.
  const fileByFile = `ls ${base} | xargs -I{} sh -c 'test ! -e ${head}/{} || ${dyff} between ${base}/{} ${head}/{} > /dev/null'`;
  const contenders = [
    diff(ground, ground.folder, base, head),
    starting(ground),
    shell('diff -r, lines of text', ground.folder, `diff -r ${base} ${head} > /dev/null; test $? -le 1`),
    ...(dyff === undefined ? [] : [shell('dyff between, file by file', ground.folder, fileByFile)]),
  ];
  const size = process.env.KUBE_PROMETHEUS === undefined ? 'long texts replaced by their digests' : '6 MB';
  return section(`kube-prometheus v0.9.0 → v0.10.0, 109 → 110 objects, ${size}`, contenders, rounds, (costs) => [
    seconds('kube-prometheus, whole process', costs[0], 1),
    memory('kube-prometheus', costs[0]),
  ]);
};

const ownRepository = (ground: Ground, rounds: number): string => {
  const clone = join(ground.folder, 'own');
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', repository, clone]);
  // Of files as young as the index Git reads the contents again in every command, until one a second later has noted them.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1500);
  execFileSync('git', ['-C', clone, 'status', '--short']);
  const file = join(clone, 'generated/kubernetes-networks/web/deployment-web.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('replicas: 3', 'replicas: 4'));
  const contenders = [
    diff(ground, clone, 'HEAD'),
    starting(ground),
    shell('git diff', clone, 'git diff HEAD > /dev/null'),
  ];
  return section('This repository, one component changed', contenders, rounds, (costs) => [
    {
      what: 'this repository, one component changed: seconds after start-up',
      ratio: (costs[0]?.wallSeconds ?? 0) - (costs[1]?.wallSeconds ?? 0),
      atMost: 0.3,
    },
    memory('this repository', costs[0]),
  ]);
};

const thousandApplications = (ground: Ground, rounds: number): string => {
  const root = join(ground.folder, 'applications');
  makeManyApplications(root, 1000);
  const contenders = [diff(ground, root), starting(ground), shell('git diff', root, 'git diff HEAD > /dev/null')];
  return section('1,000 Applications of three objects, one changed', contenders, rounds, (costs) => [
    seconds('1,000 Applications, whole process', costs[0], 1),
    memory('1,000 Applications', costs[0]),
  ]);
};

const helm = (): string | undefined => {
  const folder = join(repository, 'node_modules/.cache');
  const { stdout } = spawnSync('find', [folder, '-name', 'helm', '-type', 'f'], { encoding: 'utf8' });
  return stdout.trim().split('\n').find(existsSync);
};

const changedCharts = (ground: Ground, count: number): string => {
  const root = join(ground.folder, `charts-${count}`);
  makeCharts(root, count);
  const tool = helm();
  const each = `git worktree add --quiet --force ../base HEAD 2>/dev/null; { ls -d ../base/charts/*; ls -d charts/*; } | xargs -P2 -n1 ${tool} template > /dev/null`;
  const contenders = [
    diff(ground, root),
    ...(tool === undefined ? [] : [shell('helm template for both sides, two at a time', root, each)]),
  ];
  return section(`${count} charts, all changed (one run)`, contenders, 1, (costs) => [
    ...(tool === undefined
      ? []
      : [
          {
            what: `${count} charts: CPU to that of the tool alone`,
            ratio: (costs[0]?.cpuSeconds ?? 0) / (costs[1]?.cpuSeconds ?? 0),
            atMost: 1.2,
          },
        ]),
    memory(`${count} charts`, costs[0]),
  ]);
};

/** Plans of changes beside the differences of texts. */
export const diffs = (rounds: number): string => {
  const folder = mkdtempSync(join(tmpdir(), 'benchmark-diff-'));
  const ground = { folder, env: { NODE_COMPILE_CACHE: join(folder, 'compile') } };
  try {
    return [
      kubePrometheus(ground, rounds),
      ownRepository(ground, rounds),
      thousandApplications(ground, rounds),
      changedCharts(ground, 1000),
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
