import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { templateVariations } from '@wildermesser/manifest/template-testing';
import { manifestString } from '@wildermesser/manifest/testing';
import fc from 'fast-check';
import { emitJsonnet } from '../../src/jsonnet/emit-jsonnet.ts';
import { web } from './web-template.ts';

const golden = join(import.meta.dirname, 'golden/web-server');
const run = promisify(execFile);

test('a component of the usual kind becomes the program that stands in the golden folder', async () => {
  if (process.env.UPDATE_FIXTURES === '1')
    for (const [path, text] of emitJsonnet(web)) await writeFile(join(golden, path), text);
  const files = (await readdir(golden, { recursive: true })).filter((file) => file.includes('.')).sort();
  const tree = emitJsonnet(web);
  assert.deepEqual([...tree.keys()].sort(), files);
  for (const [path, text] of tree) assert.equal(text, await readFile(join(golden, path), 'utf8'), path);
});

/** Both formatters write the code points that we escape as they are. */
const shown = manifestString.filter((text) => text.length <= 20 && !/[\u{40000}-\u{10ffff}]/u.test(text));

test('jsonnetfmt has nothing to change', async (t) => {
  const [first, ...rest] = fc.sample(templateVariations({ text: shown }), { numRuns: 15, seed: 1 });
  const templates = [web, ...[first, ...rest].flatMap((drawn) => (drawn ? [drawn.template] : []))];
  for (const template of templates) {
    for (const [path, text] of emitJsonnet(template)) {
      const formatted = await format(text);
      if (formatted === undefined)
        return t.skip('jsonnetfmt: not installed (it comes with the package jsonnet of Debian)');
      assert.equal(formatted, text, path);
    }
  }
});

const format = async (text: string): Promise<string | undefined> => {
  const { stdout } = await run('jsonnetfmt', ['-e', text]).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return { stdout: undefined };
    throw error;
  });
  return stdout;
};
