import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Clock } from '../src/runtime/clock.ts';
import { createLeaderElection, type LeaderElection, NotLeadingError } from '../src/runtime/leader-election.ts';
import { createLeaseWorld, type Fate } from './lease-world.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';
import { noLog } from './no-log.ts';

const quick: Fate = { there: 1, back: 1, lost: 'no' };
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Lets time pass, call by call, with what awaits each. */
const pass = async (clock: ManualClock, milliseconds: number, each: () => void = () => undefined): Promise<void> => {
  const end = clock.now() + milliseconds;
  for (;;) {
    await settle();
    each();
    if (clock.now() >= end) return;
    clock.advance(Math.min(clock.nextDue ?? end, end) - clock.now());
  }
};

/** The clock of a process: of its own speed and time of day, and stopped with the process while it is stopped. */
const processClock = (base: ManualClock, speed: number, skew: number) => {
  let stopped = false;
  let late: (() => void)[] = [];
  const clock: Clock = {
    now: () => base.now() * speed,
    date: () => new Date(base.now() + skew),
    after: (milliseconds, call) => {
      let cancelled = false;
      const run = () => {
        if (cancelled) return;
        if (stopped) late.push(run);
        else call();
      };
      base.after(milliseconds / speed, run);
      return () => {
        cancelled = true;
      };
    },
  };
  return {
    clock,
    stop: () => {
      stopped = true;
    },
    resume: () => {
      stopped = false;
      const calls = late;
      late = [];
      // One after the other, as an event loop does: what an answer leads to runs before the next timer.
      for (const [i, call] of calls.entries()) base.after(i / 1000, call);
    },
  };
};

const mayAct = (election: LeaderElection): boolean => {
  try {
    election.permit();
    return true;
  } catch (error) {
    assert.ok(error instanceof NotLeadingError);
    return false;
  }
};

interface Candidate {
  readonly election: LeaderElection;
  readonly leaving: AbortController;
  readonly process: ReturnType<typeof processClock>;
  result: string | undefined;
}

const candidate = (
  base: ManualClock,
  world: ReturnType<typeof createLeaseWorld>,
  identity: string,
  { speed = 1, skew = 0, fate = () => quick } = {},
): Candidate => {
  const process = processClock(base, speed, skew);
  const election = createLeaderElection({
    cluster: world.client(process.clock, fate, 5000),
    lease: { namespace: 'default', name: 'lease' },
    identity,
    clock: process.clock,
    random: () => 0.5,
    log: noLog,
  });
  const leaving = new AbortController();
  const one: Candidate = { election, leaving, process, result: undefined };
  void election.run(leaving.signal).then((result) => {
    one.result = result;
  });
  return one;
};

test('one of two leads; when it goes it gives the lease back, and the other leads within seconds', async () => {
  const clock = manualClock();
  const world = createLeaseWorld(clock);
  const a = candidate(clock, world, 'a');
  await pass(clock, 100);
  const b = candidate(clock, world, 'b');
  await pass(clock, 60_000);
  assert.deepEqual([mayAct(a.election), mayAct(b.election)], [true, false]);
  a.leaving.abort();
  await pass(clock, 5);
  assert.deepEqual([a.result, mayAct(a.election), world.holder()], ['released', false, '']);
  await pass(clock, 3000);
  assert.equal(mayAct(b.election), true);
});

test('a leader that dies is followed after its lease has run out, and not before', async () => {
  const clock = manualClock();
  const world = createLeaseWorld(clock);
  const a = candidate(clock, world, 'a');
  await pass(clock, 100);
  const b = candidate(clock, world, 'b');
  await pass(clock, 5000);
  a.process.stop();
  await pass(clock, 12_000);
  assert.equal(mayAct(b.election), false);
  await pass(clock, 8_000);
  assert.equal(mayAct(b.election), true);
});

test('a leader that was stopped for a minute knows at once that it does not lead, before any timer fires', async () => {
  const clock = manualClock();
  const world = createLeaseWorld(clock);
  const a = candidate(clock, world, 'a');
  await pass(clock, 5000);
  const signal = a.election.permit();
  a.process.stop();
  await pass(clock, 60_000);
  assert.throws(() => a.election.permit(), NotLeadingError);
  a.process.resume();
  await pass(clock, 10);
  assert.deepEqual([a.result, signal.aborted], ['lost', true]);
});

test('a renewal counts from when it was sent: one whose answer is read a minute later is over', async () => {
  const clock = manualClock();
  const world = createLeaseWorld(clock);
  const a = candidate(clock, world, 'a', { fate: () => ({ ...quick, back: 500 }) });
  await pass(clock, 3300);
  a.process.stop();
  await pass(clock, 60_000);
  a.process.resume();
  await pass(clock, 10, () => assert.equal(mayAct(a.election), false));
});

test('a leader that cannot reach the API server stops acting in time and says that it lost', async () => {
  const clock = manualClock();
  const world = createLeaseWorld(clock);
  let fate = quick;
  const a = candidate(clock, world, 'a', { fate: () => fate });
  await pass(clock, 5000);
  fate = { ...quick, lost: 'there' };
  await pass(clock, 10_100);
  assert.deepEqual([a.result, mayAct(a.election)], ['lost', false]);
});

test('a lease whose answer was lost is read again and kept', async () => {
  const clock = manualClock();
  const world = createLeaseWorld(clock);
  let fate = quick;
  const a = candidate(clock, world, 'a', { fate: () => fate });
  await pass(clock, 5000);
  fate = { ...quick, lost: 'back' };
  await pass(clock, 3000);
  fate = quick;
  await pass(clock, 60_000);
  assert.equal(mayAct(a.election), true);
});

test('the time of day decides nothing', async () => {
  const clock = manualClock();
  const world = createLeaseWorld(clock);
  const a = candidate(clock, world, 'a', { skew: -3_600_000 });
  await pass(clock, 100);
  const b = candidate(clock, world, 'b', { skew: 3_600_000 });
  await pass(clock, 120_000);
  assert.deepEqual([mayAct(a.election), mayAct(b.election)], [true, false]);
});

const fate = fc.record({
  there: fc.integer({ min: 0, max: 8000 }),
  back: fc.integer({ min: 0, max: 8000 }),
  lost: fc.constantFrom('no', 'no', 'no', 'there', 'back'),
}) satisfies fc.Arbitrary<Fate>;

const event = fc.record({
  who: fc.nat({ max: 2 }),
  what: fc.constantFrom('stop', 'resume', 'leave'),
  after: fc.integer({ min: 0, max: 20_000 }),
});

const process = fc.record({
  speed: fc.double({ min: 0.9, max: 1.1, noNaN: true }),
  skew: fc.integer({ min: -600_000, max: 600_000 }),
  troubles: fc.array(fc.record({ fate, calls: fc.integer({ min: 1, max: 4 }) }), { maxLength: 8 }),
});

test('never may two act, whatever the network, the clocks and the scheduler do; and in the end one may', async () => {
  await fc.assert(
    fc.asyncProperty(fc.tuple(process, process, process), fc.array(event, { maxLength: 12 }), async (own, events) => {
      const clock = manualClock();
      const world = createLeaseWorld(clock);
      let trouble = true;
      const all = own.map(({ speed, skew, troubles }, i) => {
        const fates = troubles.flatMap(({ fate, calls }) => [quick, ...Array.from({ length: calls }, () => fate)]);
        let call = 0;
        return candidate(clock, world, `c${i}`, {
          speed,
          skew,
          fate: () => (trouble ? fates[call++] : quick) ?? quick,
        });
      });
      const check = () => {
        const acting = all.flatMap(({ election }, i) => (mayAct(election) ? [i] : []));
        assert.ok(acting.length <= 1, `${acting.join(' and ')} may act at ${clock.now()}`);
      };
      for (const { who, what, after } of events) {
        await pass(clock, after, check);
        if (what === 'stop') all[who]?.process.stop();
        else if (what === 'resume') all[who]?.process.resume();
        else all[who]?.leaving.abort();
        check();
      }
      await pass(clock, 30_000, check);
      trouble = false;
      for (const one of all) {
        one.process.resume();
        await pass(clock, 0, check);
      }
      // Those that ended are started again, as a Deployment would.
      const again = candidate(clock, world, 'again');
      all.push(again);
      await pass(clock, 60_000, check);
      assert.ok(
        all.some(({ election }) => mayAct(election)),
        'nobody leads',
      );
    }),
    { numRuns: 150 },
  );
});
