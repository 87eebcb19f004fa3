import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Deployment } from '@wildermesser/manifest/apps/v1';
import type { PersistentVolume, PersistentVolumeClaim } from '@wildermesser/manifest/core/v1';
import { look, settle } from '../../test/run-world.ts';
import { World } from '../../test/world.ts';
import type { MySQLSpec } from '../resource/index.ts';
import { decide } from './decide.ts';

/** Each of these is a defect that the first operator of the course had: docs/mysql-operator/failures.md. */

const made = (spec: Partial<MySQLSpec> = {}, namespace = 'default'): World => {
  const world = new World(namespace);
  world.apply(spec);
  settle(world);
  return world;
};

test('H1: the restore Job runs again for a MySQL that is made again', () => {
  const world = made();
  const first = world.find('Job', 'restore-mysql-instance-job')?.metadata.uid;
  world.delete();
  settle(world);
  world.apply();
  settle(world);
  const second = world.find('Job', 'restore-mysql-instance-job');
  assert.notEqual(second?.metadata.uid, first);
  assert.equal(second?.status.conditions[0].type, 'Complete');
});

test('H2: a failed backup Job, or one that somebody deleted, is no backup', () => {
  const world = made();
  world.backupFails = true;
  world.delete();
  settle(world);
  assert.equal(world.mysql?.status.state, 'BackupFailed');
  world.things.delete('Job/backup-mysql-instance-job');
  settle(world);
  assert.ok(world.find('Deployment', 'mysql-instance'));
  assert.ok(world.find('PersistentVolumeClaim', 'mysql-instance-pvc'));
});

test('H3: a complete backup Job counts only with the SHA-256 that its pod verified', () => {
  const world = made();
  world.delete();
  look(world);
  world.tick();
  const job = world.find('Job', 'backup-mysql-instance-job');
  assert.equal(job?.status.conditions[0].type, 'Complete');
  for (const pod of world.pods)
    if (pod.metadata.name.startsWith('backup-')) pod.status.containerStatuses[0].state.terminated.message = '';
  const decision = look(world);
  assert.deepEqual([decision?.state, decision?.effect?.do], ['BackingUp', 'delete'], 'the Job is made once more');
});

test('H4: whatever changed, the Deployment is owned by its MySQL', () => {
  const world = made();
  world.apply({ password: 'new', image: 'mysql:9.4' });
  settle(world);
  assert.deepEqual(
    world.find('Deployment', 'mysql-instance')?.metadata.ownerReferences?.map(({ uid }) => uid),
    [world.mysql?.metadata.uid],
  );
});

test('H5: a change that is not of the password touches no password', () => {
  const world = made();
  for (const change of [{ image: 'mysql:9.4' }, { backup_retention: 5 }, { suspend: true }, { suspend: false }]) {
    world.apply(change);
    for (const { effect } of settle(world)) {
      assert.ok(effect?.do !== 'rotate-password' && effect?.do !== 'discard-old-password');
      assert.ok(effect?.do !== 'apply' || effect.object.kind !== 'Secret');
    }
  }
});

test('H6: no password is in an object but the Secret and the MySQL that has it', () => {
  const world = made({ password: `canary'";$(id)` });
  world.apply({ password: 'canary two' });
  settle(world);
  for (const thing of world.things.values()) {
    if (thing.kind === 'Secret' || thing.kind === 'MySQL') continue;
    const text = JSON.stringify(thing);
    assert.equal(text.includes('canary'), false, thing.kind);
    assert.equal(text.includes(Buffer.from('canary two').toString('base64')), false, thing.kind);
  }
  assert.equal(JSON.stringify(world.mysql?.status).includes('canary'), false);
});

test('H7: nothing is changed on a server that does not answer, and a refusal is no success', () => {
  const world = made();
  for (const pod of world.pods) if (pod.metadata.labels?.app === world.name) pod.status = { phase: 'Pending' };
  const revision = world.find('Secret', 'mysql-instance-password')?.data;
  world.apply({ password: 'new' });
  const decision = look(world);
  assert.deepEqual([decision?.state, decision?.effect], ['Starting', undefined]);
  assert.deepEqual(world.find('Secret', 'mysql-instance-password')?.data, revision);
  assert.equal(
    decision?.status.conditions?.find(({ type }) => type === 'CredentialsInSync')?.reason,
    'RotationPending',
  );
});

test('H8: both root accounts have the new password, whatever was interrupted', () => {
  const world = made();
  world.apply({ password: 'new' });
  look(world);
  look(world, 'between');
  assert.deepEqual(world.server?.data.accounts['%'].password, 'otuspassword');
  settle(world);
  assert.deepEqual(
    Object.values(world.server?.data.accounts ?? {}).map(({ password }) => password),
    ['new', 'new'],
  );
});

test('H9: a template changes only while there is no pod, and the strategy is Recreate', () => {
  const world = made();
  world.apply({ image: 'mysql:9.4' });
  // The world throws when a template changes beside a pod.
  settle(world);
  assert.equal(world.find('Deployment', 'mysql-instance')?.spec.strategy.type, 'Recreate');
});

test('H10: two MySQLs of one name share no volume and no directory', () => {
  const pathsOf = (world: World): readonly string[] =>
    [...world.things.values()].filter(({ kind }) => kind === 'PersistentVolume').map(({ spec }) => spec.hostPath.path);
  const [first, second] = [pathsOf(made()), pathsOf(made({}, 'shop'))];
  assert.deepEqual(first.toSorted(), ['/data/backup-mysql-instance-pv/', '/data/mysql-instance-pv/']);
  assert.deepEqual(second.toSorted(), ['/data/shop.backup-mysql-instance-pv/', '/data/shop.mysql-instance-pv/']);
});

test('H11: a directory that was left is not taken for a restored one, and another password logs in', () => {
  const world = made();
  world.server?.write('saved');
  world.delete();
  settle(world);
  world.apply({ password: 'another' });
  settle(world);
  assert.equal(
    world.mysql?.status.conditions.find(({ type }: { type: string }) => type === 'DataRestored').reason,
    'RestoredFromBackup',
  );
  assert.deepEqual([...(world.server?.data.rows ?? [])], ['saved']);
  assert.ok(world.server?.accepts('localhost', 'another'));
});

test('H12: no argument is given that only one series of the server knows', () => {
  const { spec } = made().find('Deployment', 'mysql-instance') as unknown as Deployment;
  const container = spec.template.spec?.containers[0];
  assert.equal(container?.args, undefined);
  assert.equal(JSON.stringify(container?.command).includes('ignore-db-dir'), false);
});

test('H13: volumes and claims say that they have no storage class, so that no default one is filled in', () => {
  const world = made();
  const things = [...world.things.values()] as unknown as readonly (PersistentVolume | PersistentVolumeClaim)[];
  const storage = things.filter(({ kind }) => kind.startsWith('PersistentVolume'));
  assert.deepEqual(
    storage.map(({ spec }) => spec.storageClassName),
    ['', '', '', ''],
  );
});

test('H14: nothing waits inside: a decision is made at once from what there is', () => {
  const world = made();
  const snapshot = world.snapshot();
  assert.ok(snapshot);
  assert.ok(!(decide(snapshot) instanceof Promise));
  const folder = new URL('.', import.meta.url);
  for (const file of readdirSync(folder))
    if (file.endsWith('.ts') && !file.endsWith('.test.ts'))
      assert.doesNotMatch(readFileSync(new URL(file, folder), 'utf8'), /\bawait\b|setTimeout|Date\.now/, file);
});

test('H15: every object is made once, and each has what it is wanted to have', () => {
  const world = new World();
  world.apply();
  const made = settle(world).flatMap(({ effect }) =>
    effect?.do === 'apply' && effect.object.kind !== 'Deployment'
      ? [`${effect.object.kind}/${effect.object.metadata.name}`]
      : [],
  );
  assert.deepEqual(made.length, new Set(made).size);
});
