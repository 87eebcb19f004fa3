import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import type { Entry } from '../tar/entry.ts';
import { writeTar } from '../tar/write-tar.ts';
import { compressLayer } from './compress-layer.ts';

const work = mkdtempSync(join(tmpdir(), 'layer-test-'));
after(() => rmSync(work, { recursive: true, force: true }));

const digest = (content: Uint8Array): string => `sha256:${createHash('sha256').update(content).digest('hex')}`;
const file = (path: string, content: Uint8Array): Entry => ({
  type: 'file',
  path,
  mode: 0o644,
  owner: { uid: 0, gid: 0 },
  content,
});
const entries = [file('zeros', new Uint8Array(700_000)), file('noise', randomBytes(900_000))];

test('a layer is the gzip of its tar, and its digests are those of both', () => {
  const layer = compressLayer('app', entries, join(work, 'a.tar.gz'));
  const compressed = readFileSync(layer.path);
  const plain = gunzipSync(compressed);
  assert.deepEqual(plain, Buffer.concat([...writeTar(entries)].map((chunk) => Buffer.from(chunk))));
  assert.deepEqual(
    [layer.digest, layer.diffId, layer.size],
    [digest(compressed), digest(plain), statSync(layer.path).size],
  );
});

test('the header tells neither when nor on which system it was made', () => {
  const { path } = compressLayer('app', entries, join(work, 'b.tar.gz'));
  const header = readFileSync(path).subarray(0, 10);
  assert.deepEqual([...header.subarray(4, 8), header[9]], [0, 0, 0, 0, 255]);
});

test('entries that do not fit together leave no file behind', () => {
  assert.throws(() =>
    compressLayer('app', [file('a', Buffer.from('')), file('a', Buffer.from(''))], join(work, 'c.tar.gz')),
  );
  assert.deepEqual(
    readdirSync(work).filter((name) => name.startsWith('c')),
    [],
  );
});
