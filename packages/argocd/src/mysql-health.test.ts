import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runHealthCheck } from '../test/run-health-check.ts';
import { mysqlHealth } from './mysql-health.ts';

const condition = (type: string, status: string): object => ({ type, status, reason: 'Why', message: `about ${type}` });
const mysql = (
  ready: string,
  degraded: string,
  more: { readonly state?: string; readonly deleting?: boolean } = {},
): object => ({
  metadata: { name: 'a', generation: 3, ...(more.deleting ? { deletionTimestamp: 'now' } : {}) },
  status: {
    observedGeneration: 3,
    state: more.state ?? 'Starting',
    conditions: [condition('Ready', ready), condition('Degraded', degraded), condition('DataRestored', 'False')],
  },
});
const healthOf = (object: object): string => runHealthCheck(mysqlHealth, object).status;

test('a MySQL that nobody looked at, or whose status is of another specification, is Progressing', () => {
  assert.equal(healthOf({ metadata: { generation: 1 } }), 'Progressing');
  assert.equal(healthOf({ metadata: { generation: 1 }, status: {} }), 'Progressing');
  assert.equal(
    healthOf({
      metadata: { generation: 4 },
      status: { observedGeneration: 3, conditions: [condition('Ready', 'True')] },
    }),
    'Progressing',
  );
});

test('one that serves is Healthy, one that is on its way Progressing, one that is stopped Suspended', () => {
  assert.equal(healthOf(mysql('True', 'False')), 'Healthy');
  assert.equal(healthOf(mysql('False', 'False')), 'Progressing');
  assert.equal(healthOf(mysql('False', 'False', { state: 'Suspended' })), 'Suspended');
});

test('one that needs somebody is Degraded and says why, also while it serves or is being deleted', () => {
  assert.deepEqual(runHealthCheck(mysqlHealth, mysql('True', 'True')), {
    status: 'Degraded',
    message: 'Why: about Degraded',
  });
  assert.equal(healthOf(mysql('False', 'True', { deleting: true })), 'Degraded');
});

test('one that is being deleted is Progressing until it is gone', () => {
  assert.equal(healthOf(mysql('True', 'False', { deleting: true })), 'Progressing');
});
