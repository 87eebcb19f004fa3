import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '@wildermesser/control-plane';
import { labels } from '../../src/resource/index.ts';
import type { Bench } from './bench.ts';
import type { Disturbance } from './disturbances.ts';
import { normalForm } from './normal-form.ts';
import type { Life } from './operator-in-process.ts';
import type { Scenario } from './scenarios.ts';

/** What a run came to. */
export interface Outcome {
  readonly writes: number;
  readonly state: string;
}

let runs = 0;

/** So that nobody is kept busy with it. Not by its namespace, which would cost the API server more than a whole run. */
const clearAway = async ({ api }: Bench, namespace: string, name: string): Promise<void> => {
  const mysql = `/apis/otus.homework/v1/namespaces/${namespace}/mysqls/${name}`;
  await api.call('DELETE', mysql);
  await api.call('PATCH', mysql, { metadata: { finalizers: null } });
  const background = { propagationPolicy: 'Background' };
  await api.call('DELETE', `/apis/batch/v1/namespaces/${namespace}/jobs`, background);
  await api.call('DELETE', `/api/v1/namespaces/${namespace}/persistentvolumeclaims`);
  await api.call('DELETE', `/api/v1/persistentvolumes?labelSelector=${labels.namespace}=${namespace}`);
};

const settleMilliseconds = 30_000;
const restMilliseconds = 5000;

/**
 * Runs a scenario in a namespace of its own, undisturbed while it is prepared. `expected`: the state that is waited for; what it is in
 * the end is answered in any case.
 */
export const runScenario = async (
  bench: Bench,
  cluster: Cluster,
  scenario: Scenario,
  disturbance?: Disturbance,
  expected?: string,
): Promise<Outcome> => {
  const namespace = `${scenario.name}-${++runs}`;
  const env = { WATCH_NAMESPACE: namespace, LEADER_ELECT: 'false' };
  let life = await bench.start(cluster, env);
  const lives: Life[] = [life];
  let reborn: Promise<void> | undefined;
  const begin = async (): Promise<void> => {
    life = await bench.start(cluster, env);
    lives.push(life);
  };
  const explain = (): string => lives.map((each) => each.output()).join('-- the operator died --\n');
  const place = await bench.place(namespace, explain);
  try {
    await scenario.prepare(place);
    const before = life.proxy.writes;
    if (disturbance?.kind === 'failing') life.proxy.inject(disturbance.fault);
    if (disturbance?.kind === 'crash') {
      const dying = life;
      dying.proxy.onWrite(async ({ number, phase }) => {
        if (phase !== 'after' || number !== before + disturbance.afterWrite) return;
        dying.kill();
        reborn = begin();
        await reborn;
      });
    }
    await scenario.run(place);
    // The last write may be all that was waited for.
    await reborn;
    const writes = life.proxy.writes - before;
    // What the others are compared with is looked at when controllers have come to rest, too.
    if (expected === undefined) await pause(restMilliseconds);
    let state = await normalForm(place);
    const end = performance.now() + settleMilliseconds;
    while (expected !== undefined && state !== expected && performance.now() < end) {
      await pause(500);
      state = await normalForm(place);
    }
    return { writes, state };
  } catch (error) {
    throw new Error(`${explain()}\n${error instanceof Error ? error.message : error}`);
  } finally {
    await reborn?.catch(() => undefined);
    await life.stop();
    await clearAway(bench, namespace, place.name);
  }
};
