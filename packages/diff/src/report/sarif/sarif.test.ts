import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shopPlan } from '../../../test/report/shop-plan.ts';
import { sarif } from './sarif.ts';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly locations: readonly {
    readonly physicalLocation?: { readonly artifactLocation: { readonly uri: string } };
  }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly unknown[];
}

const run = () => {
  const log = JSON.parse(sarif(shopPlan(), { rulesUrl: 'https://example.com/effects' })[0] ?? '');
  return log.runs[0] as {
    readonly tool: {
      readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri: string }[] };
    };
    readonly results: readonly Result[];
  };
};

test('each result points to its rule, which points to its explanation', () => {
  const { tool, results } = run();
  for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
  for (const { id, helpUri } of tool.driver.rules) assert.equal(helpUri, `https://example.com/effects#${id}`);
});

test('a danger is an error, an accepted effect is suppressed, and fingerprints tell results apart', () => {
  const { results } = run();
  assert.equal(results.find(({ ruleId }) => ruleId === 'data-loss')?.level, 'error');
  assert.deepEqual(
    results.filter(({ suppressions }) => suppressions !== undefined).map(({ ruleId }) => ruleId),
    ['service-exposed'],
  );
  const prints = results.map(({ partialFingerprints }) => JSON.stringify(partialFingerprints));
  assert.equal(new Set(prints).size, results.length);
});
