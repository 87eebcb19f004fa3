import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { tryLock, withLock } from './with-lock.ts';

test('two that want one lock work one after the other, and the second is told that it waits', async () => {
  const name = randomUUID();
  const events: string[] = [];
  const work = (id: string) =>
    withLock(
      name,
      () => events.push(`${id} waits`),
      async () => {
        events.push(`${id} begins`);
        await pause(50);
        events.push(`${id} ends`);
      },
    );
  await Promise.all([work('a'), work('b')]);
  assert.deepEqual(events.sort(), ['a begins', 'a ends', 'b begins', 'b ends', 'b waits']);
});

test('a lock is free again after work that failed', async () => {
  const name = randomUUID();
  await assert.rejects(
    withLock(
      name,
      () => undefined,
      () => Promise.reject(new Error('broken')),
    ),
    /broken/,
  );
  const lock = await tryLock(name);
  assert.ok(lock);
  assert.equal(await tryLock(name), undefined);
  lock.close();
});
