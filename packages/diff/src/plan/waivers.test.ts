import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalog } from '@wildermesser/manifest';
import { knowledge } from '../../test/effects/effects-of.ts';
import { applicationOf, sideOf } from '../../test/side-of.ts';
import { compareSides } from '../compare/compare-sides.ts';
import type { Plan } from '../model/plan.ts';
import type { Rule } from '../model/rule.ts';
import { makePlan } from './make-plan.ts';
import { readWaiver } from './waivers.ts';

const catalog = await loadCatalog();
const none = { base: 0, head: 0 };

/** Says that each changed object explodes. */
const explosive: Rule = {
  name: 'explosive',
  check: ({ changes }) =>
    changes.map(({ identity }) => ({ severity: 'danger', object: identity, message: 'it explodes' })),
};
const judges = {
  rules: [explosive],
  costDelta: () => ({ cpu: none, memory: none, storage: none, pods: none }),
  simulateSyncs: () => [],
};

const configMap = (value: string, annotations: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'shop', annotations },
  data: { value },
});
const accepted = (value: string) => ({ 'wildermesser.dev/accept.explosive': value });

const planOn = (date: string, base: readonly object[], head: readonly object[]): Plan =>
  makePlan(compareSides(sideOf('base', applicationOf(base)), sideOf('head', applicationOf(head)), catalog), {
    judges,
    knowledge,
    date,
  });
const planWith = (annotations: object, date = '2026-11-28'): Plan =>
  planOn(date, [configMap('1', annotations)], [configMap('2', annotations)]);

const codes = ({ findings }: Plan): readonly string[] => findings.map(({ code }) => code);

test('an effect counts, unless somebody accepted it until a later day', () => {
  const refused = planWith({});
  assert.equal(refused.counts.severities.danger, 1);
  assert.equal(refused.changes[0]?.severity, 'danger');
  const plan = planWith(accepted('until 2027-01-31: nobody is near'));
  assert.equal(plan.counts.severities.danger, 0);
  assert.equal(plan.counts.waived, 1);
  assert.equal(plan.changes[0]?.severity, undefined);
  assert.deepEqual(plan.changes[0]?.effects[0]?.waiver, {
    until: '2027-01-31',
    reason: 'nobody is near',
    expired: false,
  });
});

test('it holds on its last day, and counts again on the next, with a finding', () => {
  const annotations = accepted('until 2026-11-28: nobody is near');
  assert.equal(planWith(annotations).counts.severities.danger, 0);
  const late = planWith(annotations, '2026-11-29');
  assert.equal(late.counts.severities.danger, 1);
  assert.equal(late.counts.expired, 1);
  assert.deepEqual(codes(late), ['expired-waiver']);
});

test('a waiver that cannot be read or names no rule accepts nothing and is named', () => {
  for (const value of [
    'yes',
    'until 2027-01-31',
    'until 2027-01-31:  ',
    'until 2027-02-31: a day that does not exist',
  ]) {
    const plan = planWith(accepted(value));
    assert.equal(plan.counts.severities.danger, 1);
    assert.deepEqual(codes(plan), ['invalid-waiver']);
  }
  assert.deepEqual(codes(planWith({ 'wildermesser.dev/accept.explosiv': 'until 2027-01-31: a slip' })), [
    'unknown-waiver',
  ]);
});

test('of an object that goes, the waiver of the base counts', () => {
  const base = configMap('1', accepted('until 2027-01-31: nobody is near'));
  assert.equal(planOn('2026-11-28', [base], []).counts.waived, 1);
  assert.equal(planOn('2026-11-28', [configMap('1', {})], []).counts.severities.danger, 1);
});

test('a reason may hold colons and go over lines', () => {
  assert.deepEqual(readWaiver('until 2027-01-31: see: the\nminutes', '2026-11-28'), {
    until: '2027-01-31',
    reason: 'see: the\nminutes',
    expired: false,
  });
});
