import assert from 'node:assert/strict';
import { test } from 'node:test';
import { look, settle } from '../../test/run-world.ts';
import { World } from '../../test/world.ts';
import type { Snapshot } from '../observe/index.ts';
import type { MySQLSpec } from '../resource/index.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';

const made = (spec: Partial<MySQLSpec> = {}): World => {
  const world = new World();
  world.apply(spec);
  settle(world);
  return world;
};
const condition = ({ status }: Decision, type: string) => status.conditions?.find((each) => each.type === type);
const decided = (world: World, change: (snapshot: Snapshot) => object = () => ({})): Decision => {
  const snapshot = world.snapshot();
  assert.ok(snapshot);
  return decide({ ...snapshot, ...change(snapshot) });
};

test('an object of somebody else stays as it is, to the byte', () => {
  for (const [kind, name] of [
    ['Service', 'mysql-instance'],
    ['Deployment', 'mysql-instance'],
    ['Secret', 'mysql-instance-password'],
    ['PersistentVolume', 'mysql-instance-pv'],
    ['Job', 'restore-mysql-instance-job'],
  ] as const) {
    const world = new World();
    const foreign = world.put(kind, name, {
      spec: { replicas: 3, template: { metadata: {}, spec: { containers: [] } } },
      status: {},
    });
    const before = JSON.stringify(foreign);
    world.apply();
    const last = settle(world).at(-1);
    assert.equal(last?.reason, 'NameConflict', kind);
    assert.match(last?.message ?? '', new RegExp(name));
    assert.equal(JSON.stringify(world.find(kind, name)), before, kind);
  }
});

test('what a MySQL of that name left is not mistaken for this one’s own', () => {
  const world = made();
  const old = world.mysql?.metadata.uid;
  // Somebody took the finalizer off by hand, and made it anew before the garbage was collected.
  world.things.delete('MySQL/mysql-instance');
  world.apply();
  assert.notEqual(world.mysql?.metadata.uid, old);
  settle(world);
  for (const [kind, name] of [
    ['Deployment', 'mysql-instance'],
    ['Secret', 'mysql-instance-password'],
    ['Job', 'restore-mysql-instance-job'],
  ] as const)
    assert.equal(world.find(kind, name)?.metadata.labels?.['otus.homework/mysql-uid'], world.mysql?.metadata.uid, kind);
});

test('a password that changes twice ends at the last, wherever the first was', () => {
  for (let steps = 0; steps < 8; steps++) {
    const world = made();
    world.apply({ password: 'B' });
    for (let step = 0; step < steps; step++) {
      look(world, step % 2 === 0 ? 'none' : 'after');
      if (step > 3) world.tick();
    }
    world.apply({ password: 'C' });
    settle(world);
    assert.deepEqual(world.server?.data.accounts['%'], { password: 'C', second: undefined }, `${steps} steps`);
    assert.equal(world.server?.accepts('localhost', 'B'), false);
  }
});

test('while it is being deleted changes of the specification count for nothing, but the policy does', () => {
  const world = made();
  world.delete();
  world.apply({ password: 'late', storage_size: '2Gi' });
  world.backupFails = true;
  for (const { effect } of settle(world)) assert.ok(effect?.do !== 'rotate-password');
  assert.ok(world.server?.accepts('%', 'otuspassword'));
  world.apply({ deletion_policy: 'Retain' });
  settle(world);
  assert.equal(world.mysql, undefined);
  assert.ok(world.find('PersistentVolumeClaim', 'mysql-instance-pvc'));
});

test('sizes are compared as amounts: equal ones change nothing, smaller ones and growth without support are told', () => {
  const cases = [
    { has: '1Gi', wants: '1024Mi', expandable: undefined, reason: 'InSync', applies: undefined },
    { has: '1Gi', wants: '2Gi', expandable: true, reason: 'Growing', applies: '2Gi' },
    { has: '1Gi', wants: '2Gi', expandable: false, reason: 'GrowthUnsupported', applies: undefined },
    { has: '2Gi', wants: '1Gi', expandable: undefined, reason: 'ShrinkRefused', applies: undefined },
  ] as const;
  for (const { has, wants, expandable, reason, applies } of cases) {
    const world = new World();
    // A class of somebody's makes the volume.
    world.apply({ storage_class: 'fast', storage_size: has });
    for (let round = 0; round < 12; round++) {
      look(world);
      for (const thing of world.things.values())
        if (thing.kind === 'PersistentVolumeClaim') thing.status = { phase: 'Bound', capacity: { storage: has } };
      world.tick();
    }
    world.apply({ storage_size: wants });
    const decision = decided(world, () => ({ isExpandable: expandable }));
    assert.equal(condition(decision, 'StorageInSync')?.reason, reason, `${has} to ${wants}`);
    const object = decision.effect?.do === 'apply' ? decision.effect.object : undefined;
    const asked = object?.kind === 'PersistentVolumeClaim' ? object.spec.resources?.requests?.storage : undefined;
    assert.equal(asked, applies, `${has} to ${wants}`);
  }
});

test('a directory of the node grows without the claim, and nothing is asked again and again', () => {
  const world = made();
  world.apply({ storage_size: '5Gi' });
  const last = settle(world).at(-1);
  assert.equal(last?.state, 'Ready');
  assert.equal(last === undefined ? '' : condition(last, 'StorageInSync')?.reason, 'NodeDirectory');
  assert.equal(decided(world).effect, undefined);
});

test('whatever keeps a pod from running is the reason that is told', () => {
  const waiting = (reason: string) => ({
    containerStatuses: [{ name: 'mysql-instance', image: 'a', restartCount: 0, state: { waiting: { reason } } }],
  });
  const cases: readonly (readonly [object, string, RegExp])[] = [
    [waiting('ImagePullBackOff'), 'ImageNotPulled', /cannot be pulled/],
    [
      { conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes' }] },
      'NotScheduled',
      /0\/1 nodes/,
    ],
    [
      {
        containerStatuses: [
          {
            name: 'mysql-instance',
            image: 'a',
            restartCount: 4,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: {
              terminated: {
                exitCode: 1,
                message: '{"error":"DowngradeRefused","message":"the data was written by 9"}',
              },
            },
          },
        ],
      },
      'ServerFails',
      /the data was written by 9/,
    ],
    [
      {
        containerStatuses: [
          { name: 'a', image: 'a', restartCount: 2, lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } } },
        ],
      },
      'ServerFails',
      /OOMKilled/,
    ],
  ];
  for (const [status, reason, message] of cases) {
    const world = made();
    for (const pod of world.pods)
      if (pod.metadata.labels?.app === world.name) pod.status = { phase: 'Pending', ...status };
    const decision = decided(world);
    assert.deepEqual([decision.state, decision.progress, decision.reason], ['Starting', 'held', reason]);
    assert.match(decision.message, message);
    world.delete();
    const leaving = decided(world);
    assert.deepEqual([leaving.state, leaving.progress, leaving.reason], ['BackingUp', 'held', 'BackupWaiting']);
    assert.match(leaving.message, message);
  }
});

test('a volume that was left is freed and taken over, whatever its size', () => {
  const world = made({ storage_size: '4Gi' });
  world.server?.write('kept');
  world.deleteNamespace();
  settle(world);
  world.apply({ storage_size: '1Gi' });
  settle(world);
  assert.deepEqual([...(world.server?.data.rows ?? [])], ['kept']);
});

test('a status that was lost is written again, and nothing is done twice', () => {
  const world = made();
  world.server?.write('new');
  if (world.mysql !== undefined) world.mysql.status = undefined;
  const decisions = settle(world);
  assert.deepEqual(
    decisions.map(({ effect }) => effect),
    decisions.map(() => undefined),
  );
  assert.deepEqual([...(world.server?.data.rows ?? [])], ['new']);
  assert.equal(world.mysql?.status.mysql_on_create.message, 'mysql-instance created without restore-job');
});

test('a Secret that is lost in the middle of a change takes no password along that stays valid', () => {
  for (let steps = 0; steps < 12; steps++) {
    const world = made({ password: 'A' });
    world.apply({ password: 'B' });
    for (let step = 0; step < steps; step++) {
      look(world);
      world.tick();
    }
    world.things.delete('Secret/mysql-instance-password');
    settle(world);
    for (const host of ['localhost', '%'] as const)
      assert.deepEqual(world.server?.data.accounts[host], { password: 'B', second: undefined }, `${steps} steps`);
  }
});
