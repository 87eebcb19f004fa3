import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { runFolderPrefix } from '../src/folders.ts';
import { clusterObstacle, startCluster } from '../src/index.ts';
import { clusterNetworks, clusterProcesses, lastingTraces } from './traces.ts';

const required = process.env.E2E_REQUIRED === '1';
const skipWithout = async (options: object): Promise<string | false> =>
  required || process.env.USE_EXISTING_CLUSTER === 'true' ? false : ((await clusterObstacle(options)) ?? false);

const kinds = [
  { kind: 'a control plane', options: {}, skip: await skipWithout({}) },
  { kind: 'a node', options: { node: {} }, skip: await skipWithout({ node: {} }) },
];

/** Another process that has started a cluster in this folder. */
const startOwner = async (t: TestContext, options: object): Promise<{ owner: ChildProcess; folder: string }> => {
  const program = new URL('./owner.ts', import.meta.url).pathname;
  const owner = spawn(process.execPath, [program, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => owner.kill('SIGKILL'));
  const [folder] = (await once(createInterface({ input: owner.stdout }), 'line')) as [string];
  assert.ok(clusterProcesses(folder).length >= 3, 'the cluster runs');
  return { owner, folder };
};

const keeperOf = ({ pid }: ChildProcess): number =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ')[0]);

for (const { kind, options, skip } of kinds) {
  test(`${kind} that is stopped leaves nothing`, { skip }, async () => {
    const { kubeconfig, stop } = await startCluster(options);
    const folder = dirname(kubeconfig);
    const networks = clusterNetworks(folder);
    await stop();
    assert.deepEqual(await lastingTraces(folder, networks), []);
  });

  for (const signal of ['SIGTERM', 'SIGKILL'] as const)
    test(`${kind} whose owner gets ${signal} leaves nothing`, { skip }, async (t) => {
      const { owner, folder } = await startOwner(t, options);
      const networks = clusterNetworks(folder);
      owner.kill(signal);
      assert.deepEqual(await lastingTraces(folder, networks), []);
    });

  test(`${kind} whose keeper is killed leaves nothing`, { skip }, async (t) => {
    const { owner, folder } = await startOwner(t, options);
    const networks = clusterNetworks(folder);
    process.kill(keeperOf(owner), 'SIGKILL');
    assert.deepEqual(await lastingTraces(folder, networks), []);
  });
}

test('a program that refuses its arguments is named with its last words, and nothing is left', {
  skip: kinds[0]?.skip,
}, async () => {
  const clusters = () =>
    readdirSync(dirname(runFolderPrefix)).filter((name) => name.startsWith(basename(runFolderPrefix)));
  const before = clusters();
  await assert.rejects(startCluster({ apiServerArguments: ['--no-such-flag'] }), {
    code: 'FAILED',
    message: /^kube-apiserver ended with code 1:\n.*unknown flag: --no-such-flag/s,
  });
  const added = clusters().filter((name) => !before.includes(name));
  // Another test may have started one meanwhile.
  for (const name of added) assert.ok(clusterProcesses(join(dirname(runFolderPrefix), name)).length > 0, name);
});

for (const { kind, options, skip } of kinds)
  test(`two clusters with ${kind} at once know nothing of each other`, { skip }, async () => {
    const clusters = await Promise.all([startCluster(options), startCluster(options)]);
    try {
      for (const [index, { kubectl }] of clusters.entries()) await kubectl(['create', 'namespace', `only-in-${index}`]);
      const [first = '', second = ''] = await Promise.all(
        clusters.map(({ kubectl }) => kubectl(['get', 'namespaces', '-o', 'name'])),
      );
      assert.ok(first.includes('only-in-0') && !first.includes('only-in-1'), first);
      assert.ok(second.includes('only-in-1') && !second.includes('only-in-0'), second);
    } finally {
      await Promise.all(clusters.map(({ stop }) => stop()));
    }
  });
