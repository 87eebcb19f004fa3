import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { judges } from '../../src/effects/judges.ts';
import { effectsOf, effectsText, planOf, planOfCase } from './effects-of.ts';
import { caseCatalog, loadSide } from './load-case.ts';

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .toSorted();

const here = import.meta.dirname;
const names = judges.rules.map(({ name }) => name);

const expectedOf = (rule: string, name: string): string => readFileSync(join(here, rule, name, 'expected.txt'), 'utf8');

for (const rule of foldersIn(here)) {
  describe(rule, () => {
    for (const name of foldersIn(join(here, rule))) {
      test(name.replaceAll('-', ' '), async () => {
        const plan = await planOfCase(join(here, rule, name));
        assert.equal(effectsText(plan, rule), expectedOf(rule, name));
      });
    }
  });
}

test('a state compared with itself has no effect', async () => {
  const catalog = await caseCatalog;
  for (const rule of foldersIn(here))
    for (const name of foldersIn(join(here, rule)))
      for (const side of ['base', 'head'] as const) {
        const same = loadSide(join(here, rule, name), side, catalog);
        assert.deepEqual(effectsOf(planOf(same, same, catalog)), [], `${rule}/${name} ${side}`);
      }
});

test('every rule has cases in which it speaks and cases in which it is silent', () => {
  assert.deepEqual(foldersIn(here), names.toSorted());
  const onesided = names.filter((rule) => {
    const silent = foldersIn(join(here, rule)).map((name) => expectedOf(rule, name) === '');
    return silent.every(Boolean) || !silent.some(Boolean);
  });
  assert.deepEqual(onesided, []);
});
