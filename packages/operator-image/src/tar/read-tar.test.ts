import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Header, pack } from 'tar-stream';
import { readTar } from './read-tar.ts';

const archiveOf = async (headers: Partial<Header> & { name: string }): Promise<Buffer> => {
  const writer = pack();
  writer.entry(headers, '');
  writer.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of writer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const refusals: readonly (readonly [string, Partial<Header> & { name: string }, RegExp])[] = [
  ['a device', { name: 'dev/sda', type: 'block-device' }, /the archive: \/dev\/sda is a block-device/],
  ['a hard link', { name: 'a', type: 'link', linkname: 'b' }, /\/a is a link/],
  ['a program that runs as its owner', { name: 'bin/su', mode: 0o4755 }, /\/bin\/su is a file that runs as its owner/],
];

for (const [what, headers, message] of refusals)
  test(`${what} is refused by name`, async () => {
    await assert.rejects(readTar(await archiveOf(headers), 'the archive'), message);
  });

test('something else than an archive is said to be none', async () => {
  await assert.rejects(readTar(Buffer.alloc(1024, 'x'), 'libc6.deb'), /^ImageError: libc6\.deb is no tar archive/);
});
