import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { object } from '../../test/sample-manifests.ts';
import { disruptionBudgets } from './disruption-budgets.ts';

const budget = (spec: object) =>
  object('policy/v1', 'PodDisruptionBudget', {
    name: 'web',
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  });
const web = (replicas: number) =>
  object('apps/v1', 'Deployment', {
    name: 'web',
    spec: { replicas, template: { metadata: { labels: { app: 'web' } }, spec: {} } },
  });

test('a budget that covers no pod is reported', () => {
  assert.deepEqual(codes(check(disruptionBudgets, [budget({ maxUnavailable: 1 })])), [
    'disruption-budget-without-pods web',
  ]);
});

test('a budget that never lets a pod go is a warning', () => {
  const result = (spec: object, replicas: number) => codes(check(disruptionBudgets, [budget(spec), web(replicas)]));
  assert.deepEqual(result({ maxUnavailable: 0 }, 3), ['disruption-budget-blocks web']);
  assert.deepEqual(result({ minAvailable: '100%' }, 3), ['disruption-budget-blocks web']);
  assert.deepEqual(result({ minAvailable: 3 }, 3), ['disruption-budget-blocks web']);
  assert.deepEqual(result({ minAvailable: 2 }, 3), []);
  assert.deepEqual(result({ maxUnavailable: 1 }, 3), []);
});
