import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTool, run } from '@wildermesser/exec';
import { readDocuments, writeYaml } from '@wildermesser/manifest';
import { manifestString, nastyStrings } from '@wildermesser/manifest/testing';
import fc from 'fast-check';

/** What kubectl makes of a text, without a cluster: it adds a label and prints the object as JSON. */
const kubectlReads = async (text: string): Promise<unknown> => {
  const { path } = await findTool('kubectl');
  const { stdout } = await run(path, ['label', '--local', '-f', '-', '-o', 'json', '--overwrite', 'a=b'], {
    input: text,
  });
  return JSON.parse(stdout);
};

const object = (spec: unknown) => ({
  apiVersion: 'example.dev/v1',
  kind: 'Thing',
  metadata: { name: 'a', labels: { a: 'b' } },
  spec,
});

test('kubectl reads thousands of strings as what they were written for, as key and as value', async () => {
  const strings = [...new Set([...nastyStrings, ...fc.sample(manifestString, 10_000)])];
  const written = object({ values: strings, keys: strings.map((key) => ({ [key]: key })) });
  assert.deepEqual(await kubectlReads(writeYaml(written)), written);
});

test('what others write by hand is read as kubectl reads it', async () => {
  const scalars = [
    ...[
      'yes',
      'No',
      'on',
      'y',
      '~',
      'null',
      'Null',
      '',
      '0777',
      '0o17',
      '0x1F',
      '0b11',
      '-0b11',
      '1_000',
      '+1',
      '08',
      '1e3',
      '1E-2',
    ],
    ...[
      '.5',
      '5.',
      '1.5e1',
      '1:30',
      '2020-01-01',
      '1.2.3',
      '-',
      '=',
      'a_b',
      '_1',
      '0_7',
      '!!str 1',
      "'yes'",
      '"no"',
      '1__0',
      '-.5',
      '0x_1',
      '0x1FFFFFFFFFFFFFFFFF',
      '0o7777777777777777777777777',
      '0b+1',
      '-0b+1',
      '0b-11',
      '._8',
      '.7_',
      '1e30777',
      '-.5_1',
      '.5_1',
      '.51e1_0',
      '.5__1',
    ],
  ];
  const text = `apiVersion: example.dev/v1\nkind: Thing\nmetadata: {name: a, labels: {a: b}}\nspec:\n  values:\n${scalars.map((scalar) => `  - ${scalar}\n`).join('')}  keys:\n${scalars
    .filter((scalar) => !['~', 'null', 'Null', '', '-'].includes(scalar) && !/^[-.0-9]+[.eE_]|^\.[0-9]/.test(scalar))
    .map((scalar) => `  - ${scalar}: 1\n`)
    .join('')}  base: &base {a: 1, b: 2}\n  merged: {<<: *base, b: 3}\n  folded: >-\n    a\n    b\n`;
  const { documents, findings } = readDocuments(text, 'by-hand.yaml');
  assert.deepEqual(findings, []);
  assert.deepEqual(documents[0]?.value, await kubectlReads(text));
});
