import assert from 'node:assert/strict';
import type { Place } from './place.ts';
import { expandableClass } from './simulated-node.ts';

/** Something that a user wants of an instance, with what has to be there before. */
export interface Scenario {
  readonly name: string;
  readonly prepare: (place: Place) => Promise<void>;
  /** Resolves when it is done, and fails when it was done wrongly. */
  readonly run: (place: Place) => Promise<void>;
}

const create = async (place: Place, changes: Parameters<Place['apply']>[0] = {}): Promise<void> => {
  await place.apply(changes);
  await place.untilReady();
};

const write = (place: Place, row: string): void => {
  assert.ok(place.machine.server?.write(row), 'the server takes no row');
};

const rowsOf = ({ machine }: Place): readonly string[] => [...(machine.server?.data.rows ?? [])].sort();

const remove = async (place: Place): Promise<void> => {
  await place.remove();
  await place.untilGone();
  // What goes with it is cleared away by the garbage collector.
  const { namespace, name } = place;
  await place.until('the end of all', async () => {
    const paths = [`secrets/${name}-password`, `services/${name}`].map(
      (path) => `/api/v1/namespaces/${namespace}/${path}`,
    );
    const network = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies/${name}`;
    const job = `/apis/batch/v1/namespaces/${namespace}/jobs/restore-${name}-job`;
    return (await Promise.all([...paths, network, job].map(place.get))).every((object) => object === undefined);
  });
};

const rows = ["(1, 'some data')", "(2, 'some data-2')"];

const createWithRows = async (place: Place): Promise<void> => {
  await create(place);
  for (const row of rows) write(place, row);
};

export const scenarios: readonly Scenario[] = [
  {
    name: 'create',
    prepare: async () => undefined,
    run: create,
  },
  {
    name: 'rotate',
    prepare: createWithRows,
    run: async (place) => {
      const wanted = 'canary-second-password';
      await place.apply({ password: wanted });
      await place.untilReady();
      const { accounts, rows: kept } = place.machine.server?.data ?? assert.fail('there is no server');
      for (const account of Object.values(accounts))
        assert.deepEqual({ ...account }, { password: wanted, second: undefined });
      assert.deepEqual([...kept].sort(), rows);
    },
  },
  {
    name: 'resize',
    prepare: (place) => create(place, { storage_class: expandableClass }),
    run: async (place) => {
      await place.apply({ storage_size: '2Gi' });
      await place.untilReady();
      for (const claim of [`${place.name}-pvc`, `backup-${place.name}-pvc`])
        await place.until(`the size of ${claim}`, async () => {
          const { status } = await place.get(`/api/v1/namespaces/${place.namespace}/persistentvolumeclaims/${claim}`);
          return status.capacity?.storage === '2Gi';
        });
      await place.until('the word of it', async () => {
        const { status } = await place.mysql();
        return status.conditions.some(
          ({ type, status }: { type: string; status: string }) => type === 'StorageInSync' && status === 'True',
        );
      });
    },
  },
  {
    name: 'delete',
    prepare: createWithRows,
    run: async (place) => {
      await remove(place);
      assert.deepEqual(
        [...(place.machine.disk.backups.get(place.machine.names.backupVolume)?.at(-1) ?? [])].sort(),
        rows,
      );
    },
  },
  {
    name: 'restore',
    prepare: async (place) => {
      await createWithRows(place);
      await remove(place);
    },
    run: async (place) => {
      await create(place);
      assert.deepEqual(rowsOf(place), rows);
      const { status } = await place.mysql();
      assert.equal(status.mysql_on_create.message, 'mysql-instance created with restore-job');
    },
  },
];
