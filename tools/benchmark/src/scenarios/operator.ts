import { join } from 'node:path';
import { mysqls } from '../../../../apps/mysql-operator/src/resource/index.ts';
import { repository } from '../make-workspace.ts';
import { median } from '../measure.ts';
import { makeRunning } from '../operator/make-running.ts';
import { readMetric, writesOf } from '../operator/metric.ts';
import { type RunningProgram, startProgram } from '../operator/running-program.ts';
import { startTestCluster, type TestCluster } from '../operator/test-cluster.ts';
import { type Goal, goalTable } from '../report.ts';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Works on all items, so many at once. */
const forAll = async <T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>): Promise<void> => {
  const rest = [...items];
  const worker = async () => {
    for (let item = rest.pop(); item !== undefined; item = rest.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

const refOf = (index: number) => ({ namespace: 'shop', name: `mysql-${index}` });

/** Waits for a Secret that does not come, so that each is one object and nothing has to run for it to be in order. */
const mysql = (index: number) =>
  ({
    apiVersion: 'otus.homework/v1',
    kind: 'MySQL',
    metadata: refOf(index),
    spec: {
      image: 'docker.io/library/mysql:8.4',
      database: 'otus-database',
      password: '',
      password_secret: { name: 'comes-later', key: 'password' },
      storage_size: '1Gi',
    },
  }) as const;

const operatorCommand = [
  process.execPath,
  '--max-semi-space-size=2',
  join(repository, 'apps/mysql-operator/src/main.ts'),
];
const peerCommand = [process.execPath, join(import.meta.dirname, '../peers/client-node-informer.mjs')];

const startOperator = ({ podEnvironment }: TestCluster): Promise<RunningProgram> =>
  startProgram('mysql-operator', operatorCommand, { ...podEnvironment, PORT: '0' });
const startPeer = ({ kubeconfigEnvironment }: TestCluster): Promise<RunningProgram> =>
  startProgram('client-node', peerCommand, kubeconfigEnvironment);

/** Until it has nothing left to do. */
const idle = async ({ port }: RunningProgram): Promise<void> => {
  for (let quiet = 0; quiet < 3; ) {
    await pause(1000);
    quiet = (await readMetric(port, 'workqueue_depth')) === 0 ? quiet + 1 : 0;
  }
};

/** Makes so many that are in order: what the operator writes into the first is given to the others at once. */
const makeSettled = async (cluster: TestCluster, count: number): Promise<void> => {
  const client = cluster.cluster.resource(mysqls);
  await client.create(mysql(0));
  const operator = await startOperator(cluster);
  await idle(operator);
  await operator.stop();
  const { metadata, status } = (await client.get(refOf(0))) ?? {};
  if (status === undefined) throw new Error('the operator wrote no status');
  const rest = Array.from({ length: count - 1 }, (_, i) => i + 1);
  await forAll(rest, 16, async (index) => {
    const { metadata: own, ...fields } = mysql(index);
    await client.create({ ...fields, metadata: { ...own, finalizers: metadata?.finalizers ?? [] } });
    await client.applyStatus(refOf(index), status);
  });
};

// The others take this long to change, each once.
const stormMilliseconds = 20_000;

/** Milliseconds from an edit until the operator has taken note of it in the object, while a thousand others change. */
const editLatencies = async (cluster: TestCluster, count: number): Promise<number[]> => {
  const client = cluster.cluster.resource(mysqls);
  const others = Array.from({ length: Math.min(count - 1, 1000) }, (_, i) => i);
  const storm = forAll(others, 50, async (i) => {
    await client.patch(refOf(i), { spec: { image: 'mysql:8.4.1' } });
    await pause((stormMilliseconds / others.length) * 50);
  }).then(() => 'over' as const);
  // None of those that change anyway.
  const ref = refOf(count - 1);
  const latencies: number[] = [];
  for (let i = 0; (await Promise.race([storm, pause(200)])) !== 'over'; i++) {
    const { metadata } = await client.patch(ref, { spec: { image: `mysql:8.0.${i}` } });
    const started = performance.now();
    for (;;) {
      const { status } = (await client.get(ref)) ?? {};
      if ((status?.observedGeneration ?? 0) >= (metadata.generation ?? 0)) break;
      await pause(5);
    }
    latencies.push(performance.now() - started);
  }
  return latencies;
};

interface Figures {
  readonly count: number;
  readonly operator: { readonly seconds: number; readonly mebibytes: number; readonly peakMebibytes: number };
  readonly peer: { readonly seconds: number; readonly mebibytes: number; readonly peakMebibytes: number };
  readonly idleWrites: number;
  readonly latencies: readonly number[];
}

const measureScale = async (count: number, rounds: number): Promise<Figures> => {
  const cluster = await startTestCluster();
  try {
    await makeSettled(cluster, count);
    const own: Figures['operator'][] = [];
    const peers: Figures['peer'][] = [];
    let idleWrites = 0;
    for (let round = 0; round < rounds; round++) {
      const operator = await startOperator(cluster);
      await idle(operator);
      idleWrites += await writesOf(operator.port);
      own.push({ seconds: operator.secondsToSynced, ...operator.memory() });
      await operator.stop();
      const peer = await startPeer(cluster);
      await pause(5000);
      peers.push({ seconds: peer.secondsToSynced, ...peer.memory() });
      await peer.stop();
    }
    const operator = await startOperator(cluster);
    const latencies = await editLatencies(cluster, count);
    await operator.stop();
    const middle = (all: readonly Figures['peer'][]) => ({
      seconds: median(all.map(({ seconds }) => seconds)),
      mebibytes: median(all.map(({ mebibytes }) => mebibytes)),
      peakMebibytes: median(all.map(({ peakMebibytes }) => peakMebibytes)),
    });
    return {
      count,
      operator: middle(own),
      peer: middle(peers),
      idleWrites,
      latencies: latencies.sort((a, b) => a - b),
    };
  } finally {
    await cluster.stop();
  }
};

/** One start before so many that run, each with all that belongs to it: memory, and the calls made until there is peace. */
const measureRunning = async (count: number): Promise<string> => {
  const cluster = await startTestCluster();
  try {
    const all = Array.from({ length: count }, (_, i) => i);
    await forAll(all, 16, (index) => {
      const { password_secret: _, ...spec } = mysql(index).spec;
      return makeRunning(cluster.cluster, refOf(index), { ...spec, password: `otuspassword${index}` });
    });
    // The first start makes the Lease, which is no write about a MySQL.
    await (await startOperator(cluster)).stop();
    const operator = await startOperator(cluster);
    await idle(operator);
    const reads = await readMetric(operator.port, 'rest_client_requests_total', /method="GET"/);
    const writes = await writesOf(operator.port);
    const memory = operator.memory();
    await operator.stop();
    return (
      `${count} MySQLs that run, with ten objects each that belong to them:\n\n` +
      '| program | s to synced | MiB when idle | peak MiB |\n| --- | ---: | ---: | ---: |\n' +
      row('mysql-operator', { seconds: operator.secondsToSynced, ...memory }) +
      `\nAfter the start: ${reads} reads, lists and watches included, and ${writes} writes.\n`
    );
  } finally {
    await cluster.stop();
  }
};

const row = (name: string, { seconds, mebibytes, peakMebibytes }: Figures['peer']): string =>
  `| ${name} | ${seconds.toFixed(2)} | ${mebibytes.toFixed(0)} | ${peakMebibytes.toFixed(0)} |\n`;

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

const report = ({ count, operator, peer, idleWrites, latencies }: Figures): string =>
  `${count} MySQLs that are in order:\n\n` +
  '| program | s to synced | MiB when idle | peak MiB |\n| --- | ---: | ---: | ---: |\n' +
  row('mysql-operator', operator) +
  row('an informer of client-node, nothing else', peer) +
  `\nWrites after the starts: ${idleWrites}. From an edit to the operator’s note of it, while 1,000 others change: median ` +
  `${quantile(latencies, 0.5).toFixed(0)} ms, p99 ${quantile(latencies, 0.99).toFixed(0)} ms.\n`;

/**
 * The operator against a real API server, beside the least program that follows the same objects.
 *
 * @param rounds starts of each at each scale
 */
export const operator = async (rounds: number): Promise<string> => {
  const small = await measureScale(1000, rounds);
  const large = await measureScale(10_000, rounds);
  const running = await measureRunning(1000);
  const goals: readonly Goal[] = [
    {
      what: '10,000 MySQLs: seconds from the start of the process to synced',
      ratio: large.operator.seconds,
      atMost: 15,
    },
    { what: '10,000 MySQLs: MiB of memory', ratio: large.operator.mebibytes, atMost: 150 },
    { what: '10,000 MySQLs: MiB of memory at most', ratio: large.operator.peakMebibytes, atMost: 150 },
    { what: '10,000 MySQLs, nothing changed: writes', ratio: large.idleWrites, atMost: 0 },
    {
      what: '10,000 MySQLs, 1,000 change: seconds from an edit to its effect, p99',
      ratio: quantile(large.latencies, 0.99) / 1000,
      atMost: 1,
    },
  ];
  return `${report(small)}\n${report(large)}\n${running}\n${goalTable(goals)}`;
};
