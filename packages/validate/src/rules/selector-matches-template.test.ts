import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { deployment, object } from '../../test/sample-manifests.ts';
import { selectorMatchesTemplate } from './selector-matches-template.ts';

const set = (name: string, selector: object, labels: object, namespace = 'shop') =>
  object('apps/v1', 'ReplicaSet', {
    name,
    namespace,
    spec: { selector, template: { metadata: { labels }, spec: {} } },
  });

test('a selector that misses its own template is reported', () => {
  const findings = check(selectorMatchesTemplate, [set('web', { matchLabels: { app: 'web' } }, { app: 'wep' })]);
  assert.deepEqual(codes(findings), ['selector-mismatch web']);
});

test('expressions of a selector are evaluated', () => {
  const expression = (operator: string, values?: string[]) => ({
    matchLabels: { app: 'web' },
    matchExpressions: [{ key: 'tier', operator, ...(values === undefined ? {} : { values }) }],
  });
  const labels = { app: 'web', tier: 'front' };
  const result = (selector: object) => check(selectorMatchesTemplate, [set('web', selector, labels)]).length;
  assert.equal(result(expression('In', ['front', 'back'])), 0);
  assert.equal(result(expression('In', ['back'])), 1);
  assert.equal(result(expression('NotIn', ['back'])), 0);
  assert.equal(result(expression('NotIn', ['front'])), 1);
  assert.equal(result(expression('Exists')), 0);
  assert.equal(result(expression('DoesNotExist')), 1);
});

test("two workloads of one namespace whose selectors take each other's pods are both reported", () => {
  const selector = { matchLabels: { app: 'paymentservice' } };
  const twins = [set('blue', selector, { app: 'paymentservice' }), set('green', selector, { app: 'paymentservice' })];
  assert.deepEqual(codes(check(selectorMatchesTemplate, twins)), ['selector-overlap blue', 'selector-overlap green']);
});

test('the same selector in another namespace is no overlap', () => {
  const selector = { matchLabels: { app: 'a' } };
  assert.deepEqual(
    check(selectorMatchesTemplate, [set('a', selector, { app: 'a' }), set('a', selector, { app: 'a' }, 'other')]),
    [],
  );
});

test('a workload does not overlap with the pods of a Job, which have an owner of their own', () => {
  const job = object('batch/v1', 'Job', {
    name: 'job',
    spec: { template: { metadata: { labels: { app: 'web' } }, spec: {} } },
  });
  assert.deepEqual(check(selectorMatchesTemplate, [deployment({ name: 'web' }), job]), []);
});

test('a ReplicationController selects by plain labels, and by those of its template when it names none', () => {
  const controller = (selector?: object) =>
    object('v1', 'ReplicationController', {
      name: 'web',
      spec: { selector, template: { metadata: { labels: { app: 'web' } }, spec: {} } },
    });
  assert.deepEqual(check(selectorMatchesTemplate, [controller()]), []);
  assert.deepEqual(check(selectorMatchesTemplate, [controller({ app: 'web' })]), []);
  assert.deepEqual(codes(check(selectorMatchesTemplate, [controller({ app: 'x' })])), ['selector-mismatch web']);
});
