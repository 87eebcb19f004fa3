import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Effect } from '../model/effect.ts';
import type { FieldChange } from '../model/field-change.ts';
import type { FieldPath } from '../model/field-path.ts';
import { reasonOf } from './effects-of-field.ts';

const changeAt = (...path: FieldPath): FieldChange => ({ path, kind: 'changed', before: 'a', after: 'b' });

const effectOn = (field: FieldPath, more: Partial<Effect> = {}): Effect => ({
  rule: 'some-rule',
  severity: 'warning',
  object: { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'web' },
  field,
  message: 'something happens',
  ...more,
});

test('every changed part of a selector forces the recreation, not only the one that the rule names', () => {
  const effects = [effectOn(['spec', 'selector', 'matchLabels', 'app'], { verb: 'recreate' })];
  assert.equal(reasonOf(changeAt('spec', 'selector', 'matchLabels', 'tier'), effects), 'forces recreation');
  assert.equal(reasonOf(changeAt('spec', 'replicas'), effects), undefined);
});

test('every change of the Pod template restarts, and what also has a rule of its own says both', () => {
  const effects = [
    effectOn(['spec', 'template', 'metadata', 'labels', 'app'], { verb: 'restart' }),
    effectOn(['spec', 'template', 'spec', 'image'], { rule: 'image-downgrade' }),
  ];
  assert.equal(reasonOf(changeAt('spec', 'template', 'spec', 'image'), effects), 'restarts Pods, image-downgrade');
  assert.equal(reasonOf(changeAt('metadata', 'labels', 'app'), effects), undefined);
});

test('an accepted effect is no reason any more, until the acceptance has expired', () => {
  const waiver = { until: '2027-01-31', reason: 'known', expired: false };
  const field = ['spec', 'type'];
  assert.equal(reasonOf(changeAt(...field), [effectOn(field, { waiver })]), undefined);
  assert.equal(reasonOf(changeAt(...field), [effectOn(field, { waiver: { ...waiver, expired: true } })]), 'some-rule');
});
