import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ExecError, runBinary } from '@wildermesser/exec';
import { bytesOf } from '../tar/content.ts';
import { readTar } from '../tar/read-tar.ts';
import { blobPath, readBaseLock } from './base-lock.ts';
import { mergeUsr } from './merged-usr.ts';
import { readPackage } from './read-package.ts';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const { packages } = readBaseLock(folder);

/** The files by dpkg's own account; undefined where there is no dpkg. */
const byDpkg = async (path: string): Promise<Buffer | undefined> => {
  try {
    return (await runBinary('dpkg-deb', ['--fsys-tarfile', path])).stdout;
  } catch (error) {
    if (error instanceof ExecError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
};

test('each locked package is read as dpkg reads it', async (context) => {
  for (const locked of packages) {
    const path = join(folder, blobPath(locked));
    const tar = await byDpkg(path);
    if (tar === undefined) return context.skip('dpkg-deb is not on this machine');
    const { entries, control } = await readPackage(readFileSync(path), locked.name);
    assert.equal(control.Package, locked.name);
    assert.equal(control.Version, locked.version);
    const plain = (list: typeof entries) =>
      list.map((entry) => (entry.type === 'file' ? { ...entry, content: Buffer.from(bytesOf(entry.content)) } : entry));
    assert.deepEqual(plain(entries), plain(mergeUsr(await readTar(tar, locked.name))));
  }
});

test('a file that is no package is said to be none, by name', async () => {
  await assert.rejects(readPackage(Buffer.from('<html>not found</html>'), 'libc6.deb'), {
    message: 'libc6.deb is no Debian package',
  });
});

test('what a package ships in /lib goes to /usr/lib, where /lib leads', () => {
  const at = (path: string) => mergeUsr([{ type: 'directory', path, mode: 0o755, owner: { uid: 0, gid: 0 } }])[0]?.path;
  assert.deepEqual(['lib/x86_64-linux-gnu', 'lib64/ld.so', 'lib', 'usr/lib/a', 'library/a'].map(at), [
    'usr/lib/x86_64-linux-gnu',
    'usr/lib64/ld.so',
    'lib',
    'usr/lib/a',
    'library/a',
  ]);
});
