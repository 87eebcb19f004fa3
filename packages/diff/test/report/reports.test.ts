import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reports } from './all-reports.ts';
import { anyPlan, canary } from './arbitrary-plan.ts';

const runs = { numRuns: 150 };

/** A plan shrinks slowly; what is printed of it is enough to find the cause. */
const law = (
  predicate: Parameters<typeof fc.property<[typeof anyPlan extends fc.Arbitrary<infer P> ? P : never]>>[1],
) => fc.assert(fc.property(anyPlan, predicate), runs);

test('no report shows the value of a Secret', () => {
  law((plan) => {
    for (const [format, report] of Object.entries(reports))
      for (const detail of ['full', 'stat', 'names'] as const)
        for (const page of report(plan, { detail })) assert.ok(!page.includes(canary), format);
  });
});

test('the same plan gives the same bytes, also after a way through JSON', () => {
  law((plan) => {
    const copy = JSON.parse(JSON.stringify(plan));
    for (const report of Object.values(reports)) assert.deepEqual(report(copy), report(plan));
  });
});

const isObeyed = (character: string): boolean =>
  (character < ' ' && character !== '\n' && character !== '\t') ||
  /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(character);

test('no report lets a control character of a manifest through', () => {
  law((plan) => {
    for (const report of [reports.terminal, reports.markdown, reports.html, reports.github, reports.sarif])
      for (const page of report(plan)) assert.equal([...page].find(isObeyed), undefined);
  });
});
