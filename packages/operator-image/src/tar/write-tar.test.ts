import assert from 'node:assert/strict';
import { test } from 'node:test';
import { run } from '@wildermesser/exec';
import fc from 'fast-check';
import { ImageError } from '../image-error.ts';
import type { Entry } from './entry.ts';
import { readTar } from './read-tar.ts';
import { withParents } from './with-parents.ts';
import { writeTar } from './write-tar.ts';

const owner = { uid: 65532, gid: 0 };
const file = (path: string, content = 'x'): Entry => ({
  type: 'file',
  path,
  mode: 0o644,
  owner,
  content: Buffer.from(content),
});
const link = (path: string, target: string): Entry => ({ type: 'link', path, target, owner });
const directory = (path: string): Entry => ({ type: 'directory', path, mode: 0o755, owner });
const bytes = (entries: readonly Entry[]): Buffer =>
  Buffer.concat([...writeTar(entries)].map((chunk) => Buffer.from(chunk)));

const name = fc.stringMatching(/^[a-zäß]{1,40}$/u);
const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
const anyFile = fc
  .tuple(path, fc.constantFrom(0o644, 0o755, 0o600), fc.uint8Array({ maxLength: 2000 }))
  .map(([where, mode, content]): Entry => ({ type: 'file', path: `files/${where}`, mode, owner, content }));
const anyLink = fc.tuple(path, path).map(([where, target]) => link(`links/${where}`, target));
/** No entry below another that is no directory. */
const anyTree = fc
  .uniqueArray(fc.oneof(anyFile, anyLink), { selector: (entry) => entry.path, maxLength: 8 })
  .filter((entries) =>
    entries.every(({ path: above }) => entries.every(({ path: below }) => !below.startsWith(`${above}/`))),
  );

test('the order in which entries come changes nothing, and a reader gets them back', async () => {
  await fc.assert(
    fc.asyncProperty(anyTree, async (tree) => {
      const entries = withParents(tree);
      const archive = bytes(entries);
      assert.deepEqual(bytes([...entries].reverse()), archive);
      const read = await readTar(archive, 'the archive');
      const byPath = (list: readonly Entry[]) =>
        new Map(
          list.map((entry) => [
            entry.path,
            entry.type === 'file' ? { ...entry, content: Buffer.from(entry.content as Uint8Array) } : entry,
          ]),
        );
      assert.deepEqual(byPath(read), byPath(entries));
    }),
  );
});

test('the tar of this machine lists paths, modes, owners and links as they were written', async () => {
  const long = `${'folder/'.repeat(20)}file`;
  const archive = bytes(withParents([file(long), file('app/main.mjs'), link('lib', 'usr/lib'), directory('tmp')]));
  const { stdout } = await run('tar', ['--list', '--verbose', '--numeric-owner', '--file=-'], { input: archive });
  assert.match(stdout, /^-rw-r--r-- 65532\/0 +1 1970-01-01 00:00 app\/main\.mjs$/m);
  assert.match(stdout, /^lrwxrwxrwx 65532\/0 +0 1970-01-01 00:00 lib -> usr\/lib$/m);
  assert.match(stdout, new RegExp(`${long}$`, 'm'));
});

const refusals: readonly (readonly [string, readonly Entry[], RegExp])[] = [
  ['two entries of one path', [file('a'), file('a', 'y')], /\/a is there twice/],
  ['an entry below a link', [link('lib', 'usr/lib'), file('lib/libc.so')], /\/lib\/libc\.so lies below the link \/lib/],
  ['an entry below a file', [file('a'), file('a/b')], /\/a\/b lies below the file \/a/],
  ['a path that leaves the image', [file('../etc/passwd')], /is no plain path inside the image/],
  ['a name that deletes files of lower layers', [file('app/.wh.main.mjs')], /would delete a file of a lower layer/],
];

for (const [what, entries, message] of refusals)
  test(`${what} is refused`, () => {
    assert.throws(
      () => bytes(entries),
      (error) => error instanceof ImageError && message.test(error.message),
    );
  });
