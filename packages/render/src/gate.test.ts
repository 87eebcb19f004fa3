import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { test } from 'node:test';
import { gated } from './gate.ts';

test('no more work runs at once than there are processors, and all of it is done in spite of failures', async () => {
  let running = 0;
  let most = 0;
  const work = (index: number) =>
    gated(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      if (index % 3 === 0) throw new Error('failed');
      return index;
    });
  const results = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => work(index)));
  assert.equal(most, availableParallelism());
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 33);
});
