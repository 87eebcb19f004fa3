import assert from 'node:assert/strict';
import { test } from 'node:test';
import { look, World } from '@wildermesser/mysql-operator/testing';
import fc from 'fast-check';
import { mysqlHealth } from '../src/mysql-health.ts';
import { runHealthCheck } from './run-health-check.ts';

/** What the check should say, from the decision itself. */
const expected = (decision: NonNullable<ReturnType<typeof look>>, isLeaving: boolean): string => {
  const degraded = decision.status.conditions?.find(({ type }) => type === 'Degraded');
  if (degraded?.status === 'True') return 'Degraded';
  if (isLeaving) return 'Progressing';
  if (decision.state === 'Ready') return 'Healthy';
  return decision.state === 'Suspended' ? 'Suspended' : 'Progressing';
};

test('Argo CD’s check says of every status that the operator writes what the operator means', () => {
  const seen = new Set<string>();
  const often = { weight: 20, arbitrary: fc.constantFrom('look', 'tick') };
  const seldom = fc.constantFrom('password', 'suspend', 'resume', 'resume', 'break', 'mend', 'mend', 'delete', 'fail');
  const step = fc.oneof(often, { weight: 1, arbitrary: seldom });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200, size: 'max' }), (steps) => {
      const world = new World();
      world.apply();
      for (const each of steps) {
        if (world.mysql === undefined) world.apply();
        if (each === 'tick') world.tick();
        if (each === 'password') world.apply({ password: `p${world.now}` });
        if (each === 'suspend' || each === 'resume') world.apply({ suspend: each === 'suspend' });
        if (each === 'break' || each === 'mend')
          world.apply({ image: each === 'break' ? 'mysql:broken' : 'mysql:8.4' });
        if (each === 'delete') world.delete();
        if (each === 'fail') world.backupFails = !world.backupFails;
        if (each !== 'look') continue;
        const isLeaving = world.mysql?.metadata.deletionTimestamp !== undefined;
        const decision = look(world);
        const { mysql } = world;
        if (decision === undefined || mysql === undefined) continue;
        const { status } = runHealthCheck(mysqlHealth, structuredClone(mysql));
        assert.equal(status, expected(decision, isLeaving), decision.state);
        seen.add(decision.state);
      }
    }),
    { numRuns: 100 },
  );
  for (const state of ['Creating', 'Starting', 'Ready', 'Suspended', 'Rotating', 'Stopping', 'BackingUp', 'Removing'])
    assert.ok(seen.has(state), `${state} was reached`);
});
