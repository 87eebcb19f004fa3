import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadCatalog } from '@wildermesser/manifest';
import { rules } from './registry.ts';

const page = readFileSync(join(import.meta.dirname, '../../../../docs/diff-effects.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| <a'));
const onPage = rows.map((row) => /^\| <a id="([\w-]+)"><\/a>`\1` \|/.exec(row)?.[1] ?? row);

test('every rule is in the registry once, under the name of its file', () => {
  const files = readdirSync(join(import.meta.dirname, 'rules')).map((file) => file.replace(/(?:\.test)?\.ts$/, ''));
  assert.deepEqual(rules.map(({ name }) => name).toSorted(), [...new Set(files)].toSorted());
});

test('every rule is on the page once, in the order of the registry', () => {
  assert.deepEqual(
    onPage,
    rules.map(({ name }) => name),
    'add a row to docs/diff-effects.md',
  );
});

test('every row of the page says how bad it is, what it means and what to do', () => {
  const severities = '(?:danger|warning|notice|info)(?:, (?:danger|warning|notice|info))*';
  for (const row of rows) assert.match(row, new RegExp(`^\\| <a [^|]+ \\| ${severities} \\| [^|]+ \\| [^|]+ \\|$`));
});

test('every kind that a rule asks for exists, so that no need is misspelt', async () => {
  const catalog = await loadCatalog();
  // Its definition is in generated/, not in the catalog.
  const elsewhere = new Set(['MySQL.otus.homework']);
  const kinds = new Set(
    rules.flatMap(({ needs = [] }) => needs.flatMap(({ changed, reads }) => [...changed, ...reads])),
  );
  const unknown = [...kinds].filter((name) => {
    const [kind = '', ...group] = name.split('.');
    return name !== '*' && !elsewhere.has(name) && catalog.resourcesOfGroupKind(group.join('.'), kind).length === 0;
  });
  assert.deepEqual(unknown, []);
});
