import { type ClusterOptions, clusterObstacle, mariadbImage, startCluster } from '../../../control-plane/src/index.ts';
import { goalTable, timeTable } from '../report.ts';

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

const kinds: readonly { readonly name: string; readonly options: ClusterOptions; readonly atMostSeconds: number }[] = [
  { name: 'etcd and kube-apiserver', options: { controllers: false }, atMostSeconds: 10 },
  { name: 'control plane', options: {}, atMostSeconds: 10 },
  { name: 'ready node, with the image of MariaDB', options: { node: { images: [mariadbImage] } }, atMostSeconds: 20 },
];

interface Times {
  readonly start: number;
  readonly stop: number;
}

const timeCluster = async (options: ClusterOptions): Promise<Times> => {
  const begin = performance.now();
  const cluster = await startCluster(options);
  const up = performance.now();
  await cluster.stop();
  return { start: up - begin, stop: performance.now() - up };
};

/** Starting and stopping real clusters, with warm caches. A kind that this machine cannot run is named. */
export const cluster = async (rounds: number): Promise<string> => {
  const rows: { name: string; milliseconds: number }[] = [];
  const goals: { what: string; ratio: number; atMost: number }[] = [];
  const impossible: string[] = [];
  for (const { name, options, atMostSeconds } of kinds) {
    const obstacle = await clusterObstacle(options);
    if (obstacle !== undefined) {
      impossible.push(`${name}: not measured: ${obstacle}\n`);
      continue;
    }
    // The first makes what is missing in the caches.
    await timeCluster(options);
    const times: Times[] = [];
    for (let round = 0; round < rounds; round++) times.push(await timeCluster(options));
    const start = median(times.map((time) => time.start));
    rows.push({ name: `${name}: start`, milliseconds: start });
    rows.push({ name: `${name}: stop`, milliseconds: median(times.map((time) => time.stop)) });
    goals.push({ what: `${name}: seconds to start`, ratio: start / 1000, atMost: atMostSeconds });
  }
  return `${timeTable(rows)}\n${goalTable(goals)}${impossible.join('')}`;
};
