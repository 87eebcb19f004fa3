import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import type { ProjectIndex } from '@wildermesser/emit';
import { findTool, run } from '@wildermesser/exec';
import { readDocuments, writeYaml } from '@wildermesser/manifest';

const generated = resolve(import.meta.dirname, '../../../generated');

/** Charts, programs and overlays have files of other kinds; what they render to is what the others are held against. */
const templated = globSync('*/index.json', { cwd: generated }).flatMap((path) => {
  const { project, components } = JSON.parse(readFileSync(join(generated, path), 'utf8')) as ProjectIndex;
  return components.filter(({ tool }) => tool !== 'plain').map(({ name }) => `${project}/${name}/`);
});
const files = globSync('**/*.yaml', { cwd: generated })
  .filter((path) => !templated.some((folder) => path.startsWith(folder)))
  .sort();

test('every generated file holds one manifest in canonical form', () => {
  assert.ok(files.length > 80);
  for (const path of files) {
    const text = readFileSync(join(generated, path), 'utf8');
    const { documents, findings } = readDocuments(text, path);
    assert.deepEqual([documents.length, findings], [1, []], path);
    assert.equal(writeYaml(documents[0]?.value), text, path);
  }
});

test('kubectl reads in every generated file what we read', async () => {
  const { path: kubectl } = await findTool('kubectl');
  const args = files.flatMap((path) => ['-f', join(generated, path)]);
  const { stdout } = await run(kubectl, ['label', '--local', '-o', 'json', '--overwrite', ...args, 'read-by=kubectl']);
  const read = stdout
    .trim()
    .split(/\n(?=\{)/)
    .map((text) => JSON.parse(text));
  assert.equal(read.length, files.length);
  for (const [i, path] of files.entries()) {
    const { value } = readDocuments(readFileSync(join(generated, path), 'utf8'), path).documents[0] ?? {};
    const ours = value as { metadata: { labels?: object } };
    ours.metadata.labels = { ...ours.metadata.labels, 'read-by': 'kubectl' };
    assert.deepEqual(read[i], ours, path);
  }
});
