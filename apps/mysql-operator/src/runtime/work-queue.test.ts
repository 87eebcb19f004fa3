import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { manualClock } from '../../test/manual-clock.ts';
import { createWorkQueue, type WorkQueueOptions } from './work-queue.ts';

const rig = (options: Partial<WorkQueueOptions> = {}) => {
  const clock = manualClock();
  const queue = createWorkQueue({ clock, random: () => 0, ...options });
  return { clock, queue };
};

test('a key that waits is not added again', async () => {
  const { queue } = rig();
  queue.add('a');
  queue.add('b');
  queue.add('a');
  assert.equal(queue.depth, 2);
  assert.deepEqual([await queue.next(), await queue.next()], ['a', 'b']);
});

test('a key that is added while it is worked on comes again afterwards, not before', async () => {
  const { queue } = rig();
  queue.add('a');
  await queue.next();
  queue.add('a');
  queue.add('a');
  assert.equal(queue.depth, 0);
  queue.done('a');
  assert.equal(queue.depth, 1);
  assert.equal(await queue.next(), 'a');
  queue.done('a');
  assert.equal(queue.depth, 0);
});

test('a worker that waits gets the next key', async () => {
  const { queue } = rig();
  const waiting = queue.next();
  queue.add('a');
  assert.equal(await waiting, 'a');
  assert.equal(queue.depth, 0);
});

test('what changed goes before what only was there, which is not left waiting for ever', async () => {
  const { queue } = rig();
  queue.add('old', { low: true });
  for (let i = 0; i < 20; i++) queue.add(`new${i}`);
  const order: (string | undefined)[] = [];
  for (let i = 0; i < 21; i++) order.push(await queue.next());
  assert.equal(order.indexOf('old'), 7);
});

test('a change lifts a key out of the low priority', async () => {
  const { queue } = rig();
  queue.add('a', { low: true });
  queue.add('b', { low: true });
  queue.add('b');
  assert.deepEqual([await queue.next(), await queue.next(), queue.depth], ['b', 'a', 0]);
});

test('a failing key comes back ever later, until it succeeds', async () => {
  const { clock, queue } = rig({ backOff: { first: 5, longest: 1000 } });
  const delays: number[] = [];
  for (let i = 0; i < 11; i++) {
    if (i === 10) queue.forget('a');
    queue.retry('a');
    const before = clock.now();
    clock.advance((clock.nextDue ?? 0) - before);
    assert.equal(await queue.next(), 'a');
    delays.push(clock.now() - before);
    queue.done('a');
  }
  assert.deepEqual(delays, [5, 10, 20, 40, 80, 160, 320, 640, 1000, 1000, 5]);
});

test('the earliest of several delays counts, and a change does not wait for it', () => {
  const { clock, queue } = rig();
  queue.addAfter('a', 1000);
  queue.addAfter('a', 10);
  queue.addAfter('a', 500);
  clock.advance(9);
  assert.equal(queue.depth, 0);
  clock.advance(1);
  assert.equal(queue.depth, 1);
  queue.addAfter('b', 1000);
  queue.add('b');
  assert.equal(queue.depth, 2);
});

test('a queue that was shut down gives out nothing and waits for nothing', async () => {
  const { clock, queue } = rig();
  const waiting = queue.next();
  queue.add('x');
  assert.equal(await waiting, 'x');
  const second = queue.next();
  queue.addAfter('a', 10);
  queue.shutDown();
  queue.add('b');
  queue.done('x');
  assert.deepEqual([await second, await queue.next(), clock.nextDue], [undefined, undefined, undefined]);
});

const step = fc.record({
  kind: fc.constantFrom('add', 'low', 'retry', 'after', 'next', 'done', 'advance'),
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  by: fc.integer({ min: 0, max: 200 }),
});

test('ten thousand keys that come back later, again and again, wait behind one timer', () => {
  const { clock, queue } = rig();
  for (let round = 0; round < 20; round++) {
    for (let i = 0; i < 10_000; i++) queue.addAfter(`k${i}`, 3_600_000 - round);
  }
  clock.advance(3_599_980);
  assert.equal(queue.depth, 0);
  clock.advance(1);
  assert.equal(queue.depth, 10_000);
  assert.equal(clock.nextDue, undefined);
});

test('whatever happens, no key is worked on twice at once and none that was added is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.gen(), async (steps, draw) => {
      const { clock, queue } = rig({ random: () => draw(fc.double, { min: 0, max: 1, noNaN: true }) });
      const working = new Set<string>();
      /** Added since somebody last began to work on them. */
      const owed = new Set<string>();
      const begin = async () => {
        if (queue.depth === 0) return;
        const key = (await queue.next()) ?? assert.fail('nothing came out of a queue with keys');
        assert.equal(working.has(key), false, `${key} is worked on twice`);
        assert.ok(owed.has(key), `${key} came without having been added`);
        working.add(key);
        owed.delete(key);
      };
      for (const one of steps) {
        if (one.kind === 'next') await begin();
        else if (one.kind === 'advance') clock.advance(one.by);
        else if (one.kind === 'done') {
          queue.done(one.key);
          working.delete(one.key);
        } else {
          owed.add(one.key);
          if (one.kind === 'retry') queue.retry(one.key);
          else if (one.kind === 'after') queue.addAfter(one.key, one.by);
          else queue.add(one.key, { low: one.kind === 'low' });
        }
      }
      // At least once: the clock may still be set for a key that came earlier than its delay.
      for (let round = 0; round === 0 || (round < 20 && (owed.size > 0 || working.size > 0)); round++) {
        clock.advance(1_000_000);
        while (queue.depth > 0) await begin();
        for (const key of working) queue.done(key);
        working.clear();
      }
      assert.deepEqual([...owed], [], 'keys were lost');
      assert.equal(queue.depth, 0);
      assert.equal(clock.nextDue, undefined);
    }),
    { numRuns: 500 },
  );
});
