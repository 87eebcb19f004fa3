import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { look, settle } from '../../test/run-world.ts';
import { defaultSpec, World } from '../../test/world.ts';
import { Server } from '../../test/world-database.ts';
import { annotations, type MySQLSpec } from '../resource/index.ts';
import { type State, states } from './decision.ts';

const made = (spec: Partial<MySQLSpec> = {}, namespace = 'default'): World => {
  const world = new World(namespace);
  world.apply(spec);
  settle(world);
  return world;
};

/** Names of the states in the order in which they are first seen. */
const path = (world: World): readonly State[] => [...new Set(settle(world).map(({ state }) => state))];

/** Situations, each told by what differs from an instance that serves, and the states that it goes through. */
const situations: readonly { readonly name: string; readonly begin: () => World; readonly path: readonly State[] }[] = [
  {
    name: 'a new MySQL',
    begin: () => {
      const world = new World();
      world.apply();
      return world;
    },
    path: ['Creating', 'Starting', 'Restoring', 'Ready'],
  },
  {
    name: 'another password',
    begin: () => {
      const world = made();
      world.apply({ password: 'new' });
      return world;
    },
    path: ['Rotating', 'Stopping', 'Starting', 'Discarding', 'Ready'],
  },
  {
    name: 'a password that the server refuses',
    begin: () => {
      const world = made();
      world.apply({ password: Server.refused });
      return world;
    },
    path: ['Rotating', 'PasswordRefused'],
  },
  {
    name: 'another image',
    begin: () => {
      const world = made();
      world.apply({ image: 'docker.io/library/mysql:9.4' });
      return world;
    },
    path: ['Stopping', 'Starting', 'Ready'],
  },
  {
    name: 'an image of an older series',
    begin: () => {
      const world = made();
      world.apply({ image: 'docker.io/library/mysql:5.7' });
      return world;
    },
    path: ['Ready'],
  },
  {
    name: 'an image that cannot be pulled',
    begin: () => {
      const world = made();
      world.apply({ image: 'mysql:broken' });
      return world;
    },
    path: ['Stopping', 'Starting'],
  },
  {
    name: 'suspended',
    begin: () => {
      const world = made();
      world.apply({ suspend: true });
      return world;
    },
    path: ['Stopping', 'Suspended'],
  },
  {
    name: 'another password while it is suspended',
    begin: () => {
      const world = made({ suspend: true });
      world.apply({ password: 'new' });
      return world;
    },
    path: ['Rotating', 'Stopping', 'Suspended'],
  },
  {
    name: 'deleted',
    begin: () => {
      const world = made();
      world.delete();
      return world;
    },
    path: ['BackingUp', 'Removing'],
  },
  {
    name: 'deleted while it is suspended',
    begin: () => {
      const world = made({ suspend: true });
      world.delete();
      return world;
    },
    path: ['BackingUp', 'Removing'],
  },
  {
    name: 'deleted, and the backup fails',
    begin: () => {
      const world = made();
      world.backupFails = true;
      world.delete();
      return world;
    },
    path: ['BackingUp', 'BackupFailed'],
  },
  {
    name: 'deleted under the policy Retain',
    begin: () => {
      const world = made({ deletion_policy: 'Retain' });
      world.delete();
      return world;
    },
    path: ['Retaining'],
  },
  {
    name: 'deleted under the policy Delete',
    begin: () => {
      const world = made({ deletion_policy: 'Delete' });
      world.delete();
      return world;
    },
    path: ['Removing'],
  },
  {
    name: 'deleted with its namespace',
    begin: () => {
      const world = made();
      world.deleteNamespace();
      return world;
    },
    path: ['NamespaceTerminating'],
  },
  {
    name: 'the Secret of password_secret is missing',
    begin: () => {
      const world = new World();
      world.apply({ password: '', password_secret: { name: 'absent' } });
      return world;
    },
    path: ['Unusable'],
  },
  {
    name: 'an object of somebody else has the name of the Service',
    begin: () => {
      const world = new World();
      world.put('Service', world.name, { spec: {} });
      world.apply();
      return world;
    },
    path: ['Creating', 'NameConflict'],
  },
  {
    name: 'a database that somebody filled before the restore',
    begin: () => {
      const world = made();
      world.server?.write('saved');
      world.delete();
      settle(world);
      world.apply();
      while (world.server === undefined) {
        look(world);
        world.tick();
      }
      world.server.data.rows.add('by root');
      return world;
    },
    path: ['Restoring', 'Starting', 'RestoreFailed'],
  },
];

describe('the states of a MySQL', () => {
  for (const { name, begin, path: expected } of situations)
    it(`${name}: ${expected.join(', ')}`, () => assert.deepEqual(path(begin()), expected));

  it('are all reached by one of these situations', () => {
    const reached = new Set(situations.flatMap((situation) => situation.path));
    assert.deepEqual(
      states.filter((state) => !reached.has(state)),
      ['Gone'],
      'Gone is what is left after a removed finalizer',
    );
  });
});

test('a MySQL without our finalizer that is being deleted is left alone', () => {
  const world = new World();
  world.apply();
  world.delete();
  assert.equal(look(world)?.state, 'Gone');
});

test('two rows survive deletion and re-creation, and the words of the course are in the status', () => {
  const world = made();
  assert.equal(world.mysql?.status.mysql_on_create.message, 'mysql-instance created without restore-job');
  for (const row of ["1, 'some data'", "2, 'some data-2'"]) assert.ok(world.server?.write(row));
  world.delete();
  settle(world);
  assert.equal(world.find('MySQL', world.name), undefined);
  world.apply();
  settle(world);
  assert.deepEqual([...(world.server?.data.rows ?? [])], ["1, 'some data'", "2, 'some data-2'"]);
  assert.equal(world.mysql?.status.mysql_on_create.message, 'mysql-instance created with restore-job');
  for (const job of ['backup-mysql-instance-job', 'restore-mysql-instance-job'])
    assert.equal(world.find('Job', job)?.status.conditions[0].type, 'Complete', job);
  world.apply({ password: 'new' });
  settle(world);
  assert.equal(world.mysql?.status.mysql_on_update.message, 'password updated');
});

test('a namespace that is deleted ends, and a MySQL of that name takes over the volumes with every row', () => {
  const world = made({}, 'shop');
  world.server?.write('only here');
  world.deleteNamespace();
  settle(world);
  assert.equal(world.mysql, undefined);
  const volume = world.find('PersistentVolume', 'shop.mysql-instance-pv');
  assert.equal(volume?.spec.persistentVolumeReclaimPolicy, 'Retain');
  assert.ok(volume?.metadata.annotations?.[annotations.retained]);
  world.tick();
  world.apply({ password: 'another' });
  settle(world);
  assert.deepEqual([...(world.server?.data.rows ?? [])], ['only here']);
  assert.ok(world.server?.accepts('%', 'another'));
});

test('data that was retained is taken over as it is, and not restored over', () => {
  const world = made({ deletion_policy: 'Retain' });
  world.server?.write('kept');
  world.delete();
  settle(world);
  assert.ok(world.find('PersistentVolumeClaim', 'mysql-instance-pvc'));
  world.apply();
  settle(world);
  assert.deepEqual([...(world.server?.data.rows ?? [])], ['kept']);
  const restored = world.mysql?.status.conditions.find(({ type }: { type: string }) => type === 'DataRestored');
  assert.deepEqual([restored.status, restored.reason], ['True', 'DataKept']);
});

test('under the policy Delete nothing of it comes back', () => {
  const world = made({ deletion_policy: 'Delete' });
  world.server?.write('gone');
  world.delete();
  settle(world);
  world.apply();
  settle(world);
  assert.deepEqual([...(world.server?.data.rows ?? [])], []);
});

test('the annotation with the uid lets a MySQL go whose backup fails; with another uid it does not', () => {
  const world = made();
  world.backupFails = true;
  world.delete();
  settle(world);
  world.annotate(annotations.skipFinalBackup, 'another');
  assert.equal(settle(world).at(-1)?.state, 'BackupFailed');
  world.annotate(annotations.skipFinalBackup, world.mysql?.metadata.uid ?? '');
  settle(world);
  assert.equal(world.mysql, undefined);
});

test('a refused password leaves the one before valid, and the next wanted one is taken', () => {
  const world = made();
  world.apply({ password: Server.refused });
  settle(world);
  assert.ok(world.server?.accepts('localhost', defaultSpec.password));
  world.apply({ password: 'better' });
  settle(world);
  assert.deepEqual(world.server?.data.accounts['%'], { password: 'better', second: undefined });
});
