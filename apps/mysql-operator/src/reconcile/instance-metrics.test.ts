import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { readExposition } from '../../test/exposition.ts';
import { look } from '../../test/run-world.ts';
import { World } from '../../test/world.ts';
import { createInstanceMetrics } from './instance-metrics.ts';
import { milestones } from './milestones.ts';

const ref = { namespace: 'default', name: 'mysql-instance' };

/** A world whose operator tells what it sees. */
const bench = () => {
  const world = new World();
  const registry = new Registry();
  const metrics = createInstanceMetrics(registry);
  const once = (): void => {
    const snapshot = world.snapshot();
    const decision = look(world);
    if (snapshot === undefined || decision === undefined) {
      metrics.onGone(ref);
      return;
    }
    metrics.onLook(snapshot, decision);
    if (decision.status !== snapshot.mysql.status) metrics.onTold(snapshot, decision.status);
  };
  const pass = (rounds = 60): void => {
    for (let round = 0; round < rounds; round++) {
      once();
      world.tick();
    }
  };
  const samples = async (name: string) =>
    readExposition(await registry.metrics()).get(`mysql_operator_${name}`)?.samples;
  const value = async (name: string, labels = '') => (await samples(name))?.get(`mysql_operator_${name}${labels}`);
  return { world, pass, samples, value };
};

test('an instance is counted in its state and by what is wrong with it, until it is gone', async () => {
  const { world, pass, value, samples } = bench();
  world.apply({ password: '', password_secret: { name: 'comes-later' } });
  pass();
  assert.equal(await value('instances', '{state="Unusable"}'), 1);
  assert.equal(await value('degraded_instances', '{reason="SecretMissing"}'), 1);
  world.put('Secret', 'comes-later', { data: { password: Buffer.from('otuspassword').toString('base64') } });
  pass();
  assert.equal(await value('instances', '{state="Ready"}'), 1);
  assert.equal(await value('instances', '{state="Unusable"}'), 0);
  assert.deepEqual(
    [...((await samples('degraded_instances'))?.values() ?? [])].filter((count) => count > 0),
    [],
  );
  world.delete();
  pass(200);
  assert.equal(world.mysql, undefined);
  assert.deepEqual(
    [...((await samples('instances'))?.values() ?? [])].filter((count) => count > 0),
    [],
  );
});

test('a last backup that fails is counted each time that its Job is made anew, and the deletion waits', async () => {
  const { world, pass, value, samples } = bench();
  world.apply();
  pass();
  assert.equal((await samples('oldest_deletion_timestamp_seconds'))?.size, 0);
  world.backupFails = true;
  world.delete();
  const asked = world.now / 1000;
  pass();
  assert.equal(await value('backups_total', '{result="failure"}'), 1);
  assert.equal(await value('oldest_deletion_timestamp_seconds', '{controller="mysql"}'), asked);
  world.tick(600);
  pass();
  assert.equal(await value('backups_total', '{result="failure"}'), 2);
  assert.equal(await value('backups_total', '{result="success"}'), 0);
});

test('a backup and what is made of it are counted once, and its time is that of the Job that verified it', async () => {
  const { world, pass, value, samples } = bench();
  world.apply();
  pass();
  world.server?.write('a row');
  world.delete();
  pass(200);
  assert.equal(await value('backups_total', '{result="success"}'), 1);
  assert.equal((await samples('backup_duration_seconds'))?.get('mysql_operator_backup_duration_seconds_count'), 1);
  assert.equal(await value('restores_total', '{result="success"}'), 0);
  world.apply();
  pass();
  assert.equal(await value('restores_total', '{result="success"}'), 1);
  const at = await value('last_successful_backup_timestamp_seconds', '{namespace="default",name="mysql-instance"}');
  assert.ok(at !== undefined && at > 0 && at <= world.now / 1000);
});

test('a changed password is counted when no password but the new one is valid', async () => {
  const { world, pass, value } = bench();
  world.apply();
  pass();
  assert.equal(await value('password_rotations_total', '{result="success"}'), 0);
  world.apply({ password: 'another' });
  pass();
  assert.equal(await value('password_rotations_total', '{result="success"}'), 1);
});

test('a password that the server refuses is a change that failed, once', () => {
  const refused = { state: 'PasswordRefused' };
  assert.deepEqual(milestones({ state: 'Rotating' }, refused), [{ of: 'rotation', result: 'failure' }]);
  assert.deepEqual(milestones(refused, { ...refused, observedGeneration: 2 }), []);
});
