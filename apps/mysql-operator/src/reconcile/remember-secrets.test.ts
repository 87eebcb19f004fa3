import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoredSecret } from '../observe/index.ts';
import { rememberSecrets } from './remember-secrets.ts';

const ref = { namespace: 'shop', name: 'root' };

const stage = () => {
  const versions = new Map<string, string>();
  const reads: string[] = [];
  let there: string | undefined;
  const store = { get: () => versions.get('root'), values: () => versions.values(), size: 0 };
  const secret = rememberSecrets(store, {
    secret: ({ name }) => {
      reads.push(name);
      return there === undefined ? undefined : ({ metadata: { resourceVersion: there } } as StoredSecret);
    },
  });
  return {
    secret,
    reads,
    /** What the API server has, and what the watch has told of it. */
    become: (live: string | undefined, told: string | undefined = live) => {
      there = live;
      if (told === undefined) versions.delete('root');
      else versions.set('root', told);
    },
  };
};

test('a Secret that is not there costs no call', async () => {
  const { secret, reads } = stage();
  assert.equal(await secret(ref), undefined);
  assert.deepEqual(reads, []);
});

test('a Secret is read once for each of its versions', async () => {
  const { secret, reads, become } = stage();
  become('1');
  await secret(ref);
  assert.equal((await secret(ref))?.metadata.resourceVersion, '1');
  assert.equal(reads.length, 1);
  become('2');
  assert.equal((await secret(ref))?.metadata.resourceVersion, '2');
  assert.equal(reads.length, 2);
});

test('a Secret that was deleted is not remembered, and one that is newer than was told is read again', async () => {
  const { secret, reads, become } = stage();
  become('1');
  await secret(ref);
  become(undefined);
  assert.equal(await secret(ref), undefined);
  become('3', '2');
  await secret(ref);
  await secret(ref);
  assert.equal(reads.length, 3);
});
