import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '@wildermesser/control-plane';
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
        life = await bench.start(cluster, env);
        lives.push(life);
      });
    }
    await scenario.run(place);
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
    await life.stop();
    await bench.api.call('DELETE', `/apis/otus.homework/v1/namespaces/${namespace}/mysqls/${place.name}`);
    await bench.api.call('PATCH', `/apis/otus.homework/v1/namespaces/${namespace}/mysqls/${place.name}`, {
      metadata: { finalizers: null },
    });
    await bench.api.call('DELETE', `/api/v1/namespaces/${namespace}`);
  }
};
