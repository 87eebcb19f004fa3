import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { type Cluster, clusterTests } from '@wildermesser/control-plane';
import { startBench } from './bench.ts';
import { failings, nameOf } from './disturbances.ts';
import { type Outcome, runScenario } from './run-scenario.ts';
import { type Scenario, scenarios } from './scenarios.ts';

const test = await clusterTests();

/** Runs at once: most of a run is waiting for controllers. */
const runsAtOnce = 10;

/** Does so many things at once, each in its turn. */
const inTurns = async <T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> => {
  const waiting = [...items];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: runsAtOnce }, worker));
};

const firstDifference = (state: string, expected: string): string => {
  const [is, should] = [state.split('\n'), expected.split('\n')];
  const at = is.findIndex((line, index) => line !== should[index]);
  return `from line ${at + 1}:\n${is.slice(at - 3, at + 6).join('\n')}\ninstead of\n${should.slice(at - 3, at + 6).join('\n')}`;
};

const sweep = async (cluster: Cluster, t: TestContext): Promise<void> => {
  const bench = await startBench(t, cluster);
  const undisturbed = new Map<Scenario, Outcome>();
  await inTurns(scenarios, async (scenario) => {
    undisturbed.set(scenario, await runScenario(bench, cluster, scenario));
  });
  const jobs = scenarios.flatMap((scenario) => {
    const { writes } = undisturbed.get(scenario) ?? assert.fail();
    const crashes = Array.from({ length: writes }, (_, index) => ({ kind: 'crash', afterWrite: index + 1 }) as const);
    return [...crashes, ...failings].map((disturbance) => ({ scenario, disturbance }));
  });
  const failures: { readonly scenario: Scenario; readonly text: string }[] = [];
  await inTurns(jobs, async ({ scenario, disturbance }) => {
    const { state: expected } = undisturbed.get(scenario) ?? assert.fail();
    const fail = (text: string) =>
      void failures.push({ scenario, text: `${scenario.name}, ${nameOf(disturbance)}: ${text}` });
    try {
      const { state } = await runScenario(bench, cluster, scenario, disturbance, expected);
      if (state !== expected) fail(firstDifference(state, expected));
    } catch (error) {
      fail(error instanceof Error ? error.message : `${error}`);
    }
  });
  console.table(
    scenarios.map((scenario) => ({
      scenario: scenario.name,
      writes: undisturbed.get(scenario)?.writes,
      runs: jobs.filter((job) => job.scenario === scenario).length,
      failures: failures.filter((failure) => failure.scenario === scenario).length,
    })),
  );
  // Their logs are long: to compare them with nothing line by line would take minutes.
  if (failures.length > 0) assert.fail(failures.map(({ text }) => text).join('\n'));
};

test('wherever the operator dies and whatever fails once, it comes to the same end', sweep);
