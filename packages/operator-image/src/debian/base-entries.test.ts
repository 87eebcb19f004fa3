import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { architectures } from '../architecture.ts';
import { checkEntries } from '../tar/check-entries.ts';
import { bytesOf } from '../tar/content.ts';
import type { Entry } from '../tar/entry.ts';
import { baseEntries } from './base-entries.ts';
import { blobPath, packagesFor, readBaseLock } from './base-lock.ts';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const lock = readBaseLock(folder);
const copies: string[] = [];
after(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** A copy of the base that a test may spoil. */
const copied = (): string => {
  const copy = mkdtempSync(join(tmpdir(), 'base-test-'));
  copies.push(copy);
  cpSync(join(folder, 'base'), join(copy, 'base'), { recursive: true });
  return copy;
};

const text = (entries: readonly Entry[], path: string): string => {
  const entry = entries.find((each) => each.path === path);
  assert.equal(entry?.type, 'file', path);
  return new TextDecoder().decode(bytesOf(entry.content));
};

for (const architecture of architectures) {
  const entries = await baseEntries(folder, lock, architecture);
  const paths = entries.map(({ path }) => path);

  test(`the base for ${architecture} has no shell, no package manager and nothing that runs as somebody else`, () => {
    checkEntries(entries);
    assert.deepEqual(
      paths.filter((path) => /(^|\/)(sh|bash|dash|apt|dpkg)$/.test(path)),
      ['var/lib/dpkg'],
    );
    for (const { type, path, owner, ...entry } of entries) {
      if ('mode' in entry && type === 'file') assert.equal(entry.mode & 0o7022, 0, path);
      assert.equal(owner.uid, path === 'home/nonroot' ? 65532 : 0, path);
    }
  });

  test(`the base for ${architecture} names each locked package and keeps its licence`, () => {
    for (const { name, version } of packagesFor(lock, architecture)) {
      const status = text(entries, `var/lib/dpkg/status.d/${name}`);
      assert.match(status, new RegExp(`^Version: ${version.replace(/[.+]/g, '\\$&')}$`, 'm'));
    }
    assert.ok(paths.includes('usr/share/doc/libc6/copyright'));
  });
}

const amd64 = await baseEntries(folder, lock, 'amd64');

test('the bundle of certificate authorities has them all, one after the other', () => {
  const bundle = text(amd64, 'etc/ssl/certs/ca-certificates.crt');
  const count = bundle.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0;
  assert.ok(count > 100, `${count} authorities`);
  assert.equal(bundle.match(/-----END CERTIFICATE-----\n/g)?.length, count);
});

test('the user of the image has a number, a name and a home that only he can read', () => {
  assert.match(text(amd64, 'etc/passwd'), /^nonroot:x:65532:65532:nonroot:\/home\/nonroot:/m);
  const home = amd64.find(({ path }) => path === 'home/nonroot');
  assert.deepEqual(home, { type: 'directory', path: 'home/nonroot', mode: 0o700, owner: { uid: 65532, gid: 65532 } });
});

const [first] = lock.packages;
assert.ok(first);

test('a package that the repository lost is named, with what to do', async () => {
  const copy = copied();
  rmSync(join(copy, blobPath(first)));
  await assert.rejects(baseEntries(copy, lock, 'amd64'), {
    message: `the package base-files ${first.version} (amd64) is locked, but ${blobPath(first)} is not there`,
    advice: 'restore it from Git, or run ./platform image update-base',
  });
});

test('a package with other bytes than were locked is refused', async () => {
  const copy = copied();
  writeFileSync(join(copy, blobPath(first)), 'something else');
  await assert.rejects(
    baseEntries(copy, lock, 'amd64'),
    /is not the package base-files .* that was locked: its SHA-256 is [0-9a-f]{64}/,
  );
});
