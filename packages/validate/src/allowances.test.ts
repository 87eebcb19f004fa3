import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '@wildermesser/manifest';
import { testCatalog } from '../test/check-rule.ts';
import { object } from '../test/sample-manifests.ts';
import { withAllowances } from './allowances.ts';
import { findingOn } from './finding-on.ts';
import { worldOf } from './world.ts';

const judged = (code: string, annotations: Record<string, string>): Finding[] => {
  const manifest = object('v1', 'Service', { name: 'web', annotations });
  const other = object('v1', 'Service', { name: 'other' });
  const world = worldOf([manifest, other], { catalog: testCatalog, expected: [] });
  return withAllowances(
    world,
    [manifest, other].map((about) => findingOn(about, { severity: 'error', code, message: 'it is wrong' })),
  );
};
const outline = (findings: readonly Finding[]) =>
  findings.map(({ severity, code, object: about }) => `${severity} ${code} ${about?.name}`);

test('an allowed finding is skipped with its reason, on that object alone', () => {
  const findings = judged('service-without-pods', {
    'wildermesser.dev/allow.service-without-pods': 'the operator makes them',
  });
  assert.deepEqual(outline(findings), ['skipped service-without-pods web', 'error service-without-pods other']);
  assert.match(findings[0]?.message ?? '', /allowed: the operator makes them$/);
});

test('an allowance without a reason excuses nothing and is an error itself', () => {
  assert.deepEqual(outline(judged('x', { 'wildermesser.dev/allow.x': ' ' })), [
    'error x web',
    'error x other',
    'error allowance-without-reason web',
  ]);
});

test('an allowance of another code is unused, which is a warning', () => {
  assert.deepEqual(outline(judged('x', { 'wildermesser.dev/allow.y': 'why not' })), [
    'error x web',
    'error x other',
    'warning unused-allowance web',
  ]);
});

test('a published secret cannot be allowed', () => {
  for (const code of ['secret-value', 'private-key']) {
    assert.deepEqual(outline(judged(code, { [`wildermesser.dev/allow.${code}`]: 'it is old' })), [
      `error ${code} web`,
      `error ${code} other`,
      'error allowance-refused web',
    ]);
  }
});
