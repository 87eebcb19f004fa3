import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { begin, type Happening, happen, happening, type Run } from '../../test/happenings.ts';
import { type OperatedWorld, operate, type Trouble } from '../../test/operated-world.ts';
import { World } from '../../test/world.ts';
import type { StoredMySQL } from '../resource/index.ts';

/** A look by what was known a while ago, with something that goes wrong at one of its writes. */
interface Step {
  readonly a: 'step';
  readonly lag: number;
  readonly at: number;
  readonly trouble: Trouble | undefined;
}

const step: fc.Arbitrary<Step> = fc.record({
  a: fc.constant('step' as const),
  lag: fc.constantFrom(0, 0, 1, 2, 5, 12),
  at: fc.integer({ min: 1, max: 4 }),
  trouble: fc.constantFrom<Trouble | undefined>(undefined, undefined, 'death', 'silence'),
});

const schedule = fc.array(
  fc.oneof({ weight: 1, arbitrary: happening.filter(({ a }) => a !== 'look') }, { weight: 1, arbitrary: step }),
  { maxLength: 100, size: 'max' },
);

const isReady = (world: World): boolean => {
  const { metadata, status } = (world.mysql ?? {}) as Partial<StoredMySQL>;
  return status?.state === 'Ready' && status.observedGeneration === metadata?.generation;
};

/** Looks and lets time go on until something holds. */
const until = async (world: World, operated: OperatedWorld, what: string, holds: () => boolean): Promise<void> => {
  for (let round = 0; round < 600 && !holds(); round++) {
    await operated.once();
    world.tick(round % 20 === 19 ? 130 : 1);
  }
  assert.ok(holds(), `${what} did not come: ${JSON.stringify(world.mysql?.status)}`);
};

const endWell = async ({ world, acknowledged }: Run, operated: OperatedWorld): Promise<void> => {
  world.backupFails = false;
  if (world.mysql?.metadata.deletionTimestamp !== undefined) {
    // An image that was never pulled serves nobody, so no backup of it can be made; people mend that first.
    world.apply({ image: 'mysql:8.4', suspend: false });
    await until(world, operated, 'the end', () => world.mysql === undefined);
  }
  world.apply({ password: 'Z', image: 'mysql:8.4', suspend: false });
  world.now += 3_600_000;
  await until(world, operated, 'readiness', () => isReady(world));
  for (const row of acknowledged) assert.ok(world.server?.data.rows.has(row), `${row} is lost`);
};

test('however late it is told, wherever it dies and whatever gets no answer, it ends ready with every acknowledged row', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, async (happenings) => {
      const run = begin();
      const operated = operate(run.world);
      for (const each of happenings) {
        if (each.a === 'step')
          await operated.once(each.lag, new Map(each.trouble === undefined ? [] : [[each.at, each.trouble]]));
        else happen(run, each satisfies Happening);
        operated.remember();
      }
      await endWell(run, operated);
    }),
    {
      numRuns: Number(process.env.LAW_RUNS ?? 40),
      ...(process.env.LAW_SEED ? { seed: Number(process.env.LAW_SEED) } : {}),
    },
  );
});

/** Something that a user wants, and what there was before. */
interface Scenario {
  readonly name: string;
  readonly prepare: (world: World, end: (holds: () => boolean) => Promise<void>) => Promise<void>;
  readonly ask: (world: World) => void;
  readonly isDone: (world: World) => boolean;
}

const rows = ["(1, 'some data')", "(2, 'some data-2')"];

const createWithRows: Scenario['prepare'] = async (world, end) => {
  world.apply();
  await end(() => isReady(world));
  for (const row of rows) assert.ok(world.server?.write(row));
};

const isGone = (world: World): boolean => world.mysql === undefined;

const scenarios: readonly Scenario[] = [
  { name: 'create', prepare: async () => undefined, ask: (world) => world.apply(), isDone: isReady },
  { name: 'rotate', prepare: createWithRows, ask: (world) => world.apply({ password: 'another' }), isDone: isReady },
  { name: 'image', prepare: createWithRows, ask: (world) => world.apply({ image: 'mysql:9.1' }), isDone: isReady },
  { name: 'delete', prepare: createWithRows, ask: (world) => world.delete(), isDone: isGone },
  {
    name: 'restore',
    prepare: async (world, end) => {
      await createWithRows(world, end);
      world.delete();
      await end(() => isGone(world));
    },
    ask: (world) => world.apply(),
    isDone: isReady,
  },
];

/** What is left in the end, without what differs from run to run. */
const normalForm = (world: World): string => {
  const { dataVolume, backupVolume } = world.names;
  const disk = {
    rows: [...(world.disk.on(dataVolume)?.rows ?? [])].sort(),
    accounts: world.disk.on(dataVolume)?.accounts,
    backups: world.disk.backups.get(backupVolume)?.map((backup) => [...backup].sort()),
  };
  return [...[...world.things.values()].map((thing) => JSON.stringify(thing)), JSON.stringify(disk)]
    .map((text) =>
      text
        .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
        .replaceAll(/uid-\d+/g, 'uid')
        // A digest of what was applied, the uid included.
        .replaceAll(/("otus.homework\/applied":)"\w+"/g, '$1""')
        .replaceAll(/"resourceVersion":"\d+"/g, '"resourceVersion":""')
        .replaceAll(/(mysql-instance(?:-job)?)-\d+"/g, '$1-pod"'),
    )
    .sort()
    .join('\n');
};

/** Runs a scenario; `deaths` are moments of its writes. */
const live = async (
  scenario: Scenario,
  deaths: readonly number[],
): Promise<{ readonly moments: number; readonly state: string }> => {
  const world = new World();
  const operated = operate(world);
  await scenario.prepare(world, (holds) => until(world, operated, 'what was before', holds));
  const before = operated.moments;
  scenario.ask(world);
  for (let round = 0; round < 300 && !scenario.isDone(world); round++) {
    const done = operated.moments - before;
    await operated.once(0, new Map(deaths.map((at) => [at - done, 'death'])));
    world.tick();
  }
  const { moments } = operated;
  assert.ok(scenario.isDone(world), 'it did not come to an end');
  // Until what goes with it is cleared away, and nothing is left to do.
  for (let round = 0; round < 10; round++) {
    await operated.once();
    world.tick();
  }
  return { moments: moments - before, state: normalForm(world) };
};

/** Of all pairs of moments so many, evenly; `DEATH_PAIRS` asks for more. */
const pairsOf = (moments: number): readonly (readonly number[])[] => {
  const first = Array.from({ length: moments }, (_, index) => index + 1);
  const all = first.flatMap((one) => first.filter((other) => other > one).map((other) => [one, other]));
  const wanted = Number(process.env.DEATH_PAIRS ?? 15);
  return all.filter((_, index) => wanted >= all.length || (index * wanted) % all.length < wanted);
};

test('it may die at any moment of a write, and at another one again: the end is the same', async () => {
  const table: object[] = [];
  for (const scenario of scenarios) {
    const { moments, state } = await live(scenario, []);
    const single = Array.from({ length: moments }, (_, index) => [index + 1]);
    const runs = [...single, ...pairsOf(moments)];
    for (const deaths of runs) {
      const there = (await live(scenario, deaths)).state.split('\n');
      const strange = there.find((line) => !state.split('\n').includes(line));
      // Objects are long: what kind it is must do.
      assert.equal(strange?.slice(0, 200), undefined, `${scenario.name}, dying at ${deaths.join(' and ')}`);
      assert.equal(there.length, state.split('\n').length);
    }
    table.push({ scenario: scenario.name, moments, runs: runs.length, failures: 0 });
  }
  console.table(table);
});
