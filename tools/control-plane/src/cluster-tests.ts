import { after, before, type TestContext, test } from 'node:test';
import { environment } from '@wildermesser/exec';
import type { Cluster, ClusterOptions } from './cluster.ts';
import { ClusterError } from './cluster-error.ts';
import { clusterObstacle } from './obstacle.ts';
import { startCluster } from './start-cluster.ts';

/** Declares a test that gets the cluster of its file. */
export type ClusterTest = (name: string, work: (cluster: Cluster, t: TestContext) => Promise<void>) => void;

/**
 * One cluster for all tests of a file, started before the first and ended after the last:
 *
 * ```ts
 * const test = await clusterTests();
 * test('a Pod without a node stays pending', async ({ kubectl }) => { … });
 * ```
 *
 * Where the machine cannot run it, each test is skipped with the reason; if `E2E_REQUIRED` is `1`, each fails with it.
 */
export const clusterTests = async (options: ClusterOptions = {}): Promise<ClusterTest> => {
  const obstacle = await clusterObstacle(options);
  if (obstacle !== undefined) {
    const isRequired = environment().E2E_REQUIRED === '1';
    return (name) =>
      test(name, { skip: isRequired ? false : obstacle }, () => {
        throw new ClusterError('IMPOSSIBLE', obstacle);
      });
  }
  let cluster: Cluster | undefined;
  before(async () => {
    cluster = await startCluster(options);
  });
  after(() => cluster?.stop());
  return (name, work) =>
    test(name, async (t) => {
      if (cluster === undefined) throw new ClusterError('FAILED', 'the cluster was not started');
      await work(cluster, t);
    });
};
