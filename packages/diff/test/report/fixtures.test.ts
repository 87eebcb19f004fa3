import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compareBytes } from '@wildermesser/manifest';
import { reports } from './all-reports.ts';
import { labelPlan } from './label-plan.ts';
import { shopPlan } from './shop-plan.ts';

/** Reviewed like code; UPDATE_FIXTURES=1 writes them anew. */
const folder = join(import.meta.dirname, 'fixtures');

const options = {
  sourceUrl: 'https://github.com/wildermesser/wildermesser-platform/blob/0000000/',
  rulesUrl: 'https://github.com/wildermesser/wildermesser-platform/blob/main/docs/diff-effects.md',
  width: 100,
};

const made = (): ReadonlyMap<string, string> => {
  const plan = shopPlan();
  const text = (pages: readonly string[]): string => pages.join('');
  return new Map([
    ['alike.md', text(reports.markdown(labelPlan(), options))],
    ['alike.txt', text(reports.terminal(labelPlan(), options))],
    ['annotations.txt', text(reports.github(plan, options))],
    ['markdown.md', text(reports.markdown(plan, options))],
    ['names.txt', text(reports.terminal(plan, { ...options, detail: 'names' }))],
    ['plan.json', text(reports.json(plan, options))],
    ['plan.sarif', text(reports.sarif(plan, options))],
    ['stat.txt', text(reports.terminal(plan, { ...options, detail: 'stat' }))],
    ['terminal.txt', text(reports.terminal(plan, options))],
  ]);
};

test('a plan with one of everything is reported as in its fixtures', () => {
  const files = made();
  if (process.env.UPDATE_FIXTURES === '1') for (const [name, text] of files) writeFileSync(join(folder, name), text);
  assert.deepEqual(readdirSync(folder).sort(compareBytes), [...files.keys()]);
  for (const [name, text] of files) assert.equal(text, readFileSync(join(folder, name), 'utf8'), name);
});
