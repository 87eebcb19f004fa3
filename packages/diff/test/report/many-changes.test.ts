import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Plan } from '../../src/index.ts';
import { annotations } from '../../src/report/annotations/annotations.ts';
import { markdown } from '../../src/report/markdown/markdown.ts';
import { changeOf, planOf } from './plan-of.ts';

const configMap = (name: string, text: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop' },
  data: { text },
});

/** Objects that differ, each in its own way and with an effect. */
const manyChanges = (amount: number): Plan =>
  planOf(
    Array.from({ length: amount }, (_, i) =>
      changeOf({
        verb: 'change',
        application: `shop-${i % 50}`,
        base: configMap(`settings-${i}`, 'a'),
        head: configMap(`settings-${i}`, `${i}`),
        fields: [{ path: ['data', 'text'], kind: 'changed', before: 'a', after: `${i}` }],
        effects: [{ rule: 'stale-configuration', severity: 'warning', message: 'Pods keep the old value' }],
      }),
    ),
  );

const objectsOn = (page: string): number => page.split('<details>').length - 1;

test('of ten thousand changes the summary fits, and those without a place are counted', () => {
  const pages = markdown(manyChanges(10_000), { maxPages: 4 });
  assert.equal(pages.length, 4);
  assert.match(pages[0] ?? '', /### Plan: 10000 change\n\n⚠️ 10000 warning/);
  assert.match(pages[0] ?? '', /… and 9975 effects more/);
  const shown = pages.reduce((sum, page) => sum + objectsOn(page), 0);
  assert.match(pages.at(-1) ?? '', new RegExp(`${10_000 - shown} more objects with details are not shown here`));
});

test('with room for all pages every object is on exactly one of them', () => {
  const pages = markdown(manyChanges(1_000), { maxPages: 1_000 });
  const names = pages.flatMap((page) =>
    [...page.matchAll(/<code>ConfigMap shop\/settings-(\d+)<\/code>/g)].map(([, at]) => Number(at)),
  );
  assert.deepEqual(
    names.sort((a, b) => a - b),
    Array.from({ length: 1_000 }, (_, i) => i),
  );
  assert.ok(pages.every((page, at) => page.startsWith(`<!-- wildermesser-platform:diff page=${at + 1} -->\n`)));
});

test('an object larger than a comment is cut at whole fields, and says how many are missing', () => {
  const fields = Array.from({ length: 3_000 }, (_, i) => ({
    path: ['data', `key-${i}`],
    kind: 'changed' as const,
    before: 'a'.repeat(100),
    after: 'b'.repeat(100),
  }));
  const change = changeOf({ verb: 'change', base: configMap('large', 'a'), head: configMap('large', 'b'), fields });
  const [page = '', ...others] = markdown(planOf([change]));
  assert.deepEqual(others, []);
  const shown = page.split('\n! data.').length - 1;
  assert.ok(shown > 0);
  assert.match(page, new RegExp(`_${3_000 - shown} more fields not shown; the whole is in the HTML report_`));
});

test('where there are more annotations than GitHub shows, the last one says how many', () => {
  const [text = ''] = annotations(manyChanges(12));
  const lines = text.trimEnd().split('\n');
  assert.equal(lines.length, 10);
  assert.equal(lines.at(-1), '::warning::3 more warnings: see the report of the plan');
});

test('the address of the HTML report is a link, on one page as on many', () => {
  const htmlReport = 'plan.html in the artifact of https://example.com/runs/1';
  for (const amount of [1, 1_000]) {
    const [first = ''] = markdown(manyChanges(amount), { htmlReport });
    assert.match(first, /Both sides of everything: plan\.html in the artifact of <https:\/\/example\.com\/runs\/1>/);
  }
});
