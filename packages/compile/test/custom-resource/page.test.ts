import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readDocuments } from '@wildermesser/manifest';
import { readSource } from './read-source.ts';

const page = readFileSync(fileURLToPath(new URL('../../../../docs/custom-resources.md', import.meta.url)), 'utf8');

const blocks = (language: string): readonly string[] =>
  [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, name, text = '']) => (name === language ? [text] : []));

type Data = Readonly<Record<string, unknown>>;

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fails unless everything that the page shows is there. */
const assertShown = (shown: unknown, whole: unknown, path: string): void => {
  if (isData(shown)) {
    for (const [key, value] of Object.entries(shown))
      assertShown(value, isData(whole) ? whole[key] : undefined, `${path}.${key}`);
  } else assert.deepEqual(whole, shown, path);
};

test('the interface on the page becomes what the page shows', () => {
  const { spec, findings } = readSource(blocks('ts')[0] ?? '', ['MySQL']);
  assert.deepEqual(findings, []);
  const [shown] = readDocuments(blocks('yaml')[0] ?? '', 'page').documents;
  const schema = spec?.versions[0]?.schema?.openAPIV3Schema;
  assertShown(shown?.value, schema?.properties, 'page');
});
