import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ExecError, findTool, run } from '@wildermesser/exec';
import { writeYaml } from '@wildermesser/manifest';
import type { Json } from '@wildermesser/manifest/template';
import fc from 'fast-check';
import { withDefaults } from './defaults.ts';
import { readInterfaces } from './read-interfaces.ts';
import { sampleValues } from './sample-values.ts';
import type { Schema } from './schema.ts';
import { valuesArbitrary } from './testing.ts';
import type { ValuesType } from './values-schema.ts';

const folder = await mkdtemp(join(tmpdir(), 'values-schema-'));
after(() => rm(folder, { recursive: true, force: true }));

type Values = { readonly [key: string]: Json };

/** Helm gives every chart within another a key `global`, which a closed schema has to name. */
const withGlobal = (schema: Schema): Schema => ({
  ...schema,
  properties: { ...(schema.properties as Schema), global: { type: 'object' } },
});

const chart = async (path: string, name: string): Promise<void> => {
  await mkdir(join(path, 'templates'), { recursive: true });
  await writeFile(join(path, 'Chart.yaml'), `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n`);
};

/** Renders one chart for each of these values within one call of Helm, and says what each sees, or who is refused. */
const helm = async (
  name: string,
  { schema, defaults }: ValuesType,
  cases: readonly Values[],
  write: (values: Values) => string,
): Promise<{ readonly seen: ReadonlyMap<string, Json>; readonly refused: readonly string[] }> => {
  const outer = join(folder, name);
  await chart(outer, name);
  for (const i of cases.keys()) {
    const path = join(outer, 'charts', `case-${i}`);
    await chart(path, `case-${i}`);
    await writeFile(join(path, 'values.schema.json'), JSON.stringify(withGlobal(schema)));
    await writeFile(join(path, 'values.yaml'), writeYaml(defaults));
    await writeFile(join(path, 'templates', 'seen.yaml'), `case-${i}: {{ omit .Values "global" | toJson | b64enc }}\n`);
  }
  const values = join(outer, 'given.yaml');
  await writeFile(values, write(Object.fromEntries(cases.map((held, i) => [`case-${i}`, held]))));
  const { path } = await findTool('helm');
  try {
    const { stdout } = await run(path, ['template', 'release', outer, '-f', values]);
    const seen = [...stdout.matchAll(/^(case-\d+): (\S+)$/gm)].map(([, which = '', text = '']): [string, Json] => [
      which,
      JSON.parse(Buffer.from(text, 'base64').toString()) as Json,
    ]);
    return { seen: new Map(seen), refused: [] };
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    assert.match(error.stderr, /values don't meet the specifications/);
    return { seen: new Map(), refused: [...error.stderr.matchAll(/^(case-\d+):$/gm)].map(([, which]) => which ?? '') };
  }
};

const [sample, small] = readInterfaces([
  sampleValues,
  `
  /** @minimum 1 @default 1 */ replicas: number;
  image: { name: string; /** @default "7.4" @pattern ^[0-9.]+$ */ tag: string };
  storage?: { type: 'empty' } | { type: 'claim'; size: string };
  labels?: Record<string, string>;
  pair?: [string, number];
  level?: 'a' | 'b';
  note?: string | null;
`,
]);

const image = { name: 'redis' };
const admitted: readonly Values[] = [
  { image },
  { image, replicas: 2 },
  { image: { name: '', tag: '1.0' } },
  { image, replicas: Number.MAX_SAFE_INTEGER },
  { image, storage: { type: 'empty' }, labels: {}, pair: ['a', -1], level: 'b' },
  { image, storage: { type: 'claim', size: '' }, labels: { y: 'n', '': '1e3' }, note: null },
];
const refused: readonly Values[] = [
  {},
  { image: {} },
  { image: { name: 'redis', tag: 'v7' } },
  { image, replicas: 0 },
  { image, replicas: 1.5 },
  { image, replicas: '1' },
  { image, replicas: Number.MAX_SAFE_INTEGER + 1 },
  { image, other: 1 },
  { image: { name: 'redis', other: 1 } },
  { image, storage: { type: 'claim' } },
  { image, storage: { type: 'empty', size: '1Gi' } },
  { image, labels: { a: 1 } },
  { image, pair: ['a'] },
  { image, pair: ['a', 1, 2] },
  { image, level: 'c' },
  { image, note: 1 },
];

test('Helm accepts a schema and refuses what it does not admit', async () => {
  assert.ok(small);
  assert.deepEqual(small.findings, []);
  const all = [...admitted, ...refused];
  const found = await helm('refused', small, all, JSON.stringify);
  const expected = refused.map((_, i) => `case-${admitted.length + i}`);
  assert.deepEqual([...found.refused].sort(), expected.sort());
});

test('what Helm sees are the values over the defaults', async () => {
  assert.ok(small);
  const found = await helm('admitted', small, admitted, JSON.stringify);
  assert.deepEqual(found.refused, []);
  for (const [i, values] of admitted.entries()) {
    assert.deepEqual(found.seen.get(`case-${i}`), withDefaults(small.defaults, values));
  }
});

test('Helm admits values drawn from a schema of every construct, and sees them over the defaults', async () => {
  assert.ok(sample);
  const drawn = fc.sample(valuesArbitrary(sample.schema), { numRuns: 40, seed: 7 }) as Values[];
  const found = await helm('drawn', sample, drawn, writeYaml);
  assert.deepEqual(found.refused, []);
  for (const [i, values] of drawn.entries()) {
    assert.deepEqual(found.seen.get(`case-${i}`), withDefaults(sample.defaults, values), `case-${i}`);
  }
});
