import type { Place } from './place.ts';
import { expandableClass } from './simulated-node.ts';

const mysqlPath = ({ namespace, name }: Place): string =>
  `/apis/otus.homework/v1/namespaces/${namespace}/mysqls/${name}`;

const withoutOne = async (place: Place, kind: string, path: string): Promise<void> => {
  await place.call('DELETE', `${path}`);
  await place.until(`another ${kind}`, async () => {
    const there = await place.get(path);
    return there !== undefined && there.metadata.deletionTimestamp === undefined;
  });
};

/** All that the operator does for one MySQL on volumes that are directories. */
export const liveOnDirectories = async (place: Place): Promise<void> => {
  const { namespace, name } = place;
  await place.apply();
  await place.untilReady();
  // An object that somebody took away comes back.
  await withoutOne(place, 'Service', `/api/v1/namespaces/${namespace}/services/${name}`);
  await place.untilReady();
  await place.apply({ password: 'another' });
  await place.untilReady();
  await place.apply({ suspend: true });
  await place.until('suspension', async () => (await place.mysql())?.status.state === 'Suspended');
  await place.apply({ suspend: false });
  await place.untilReady();
  // What belongs to it loses its owner and stays, as after `kubectl delete --cascade=orphan`.
  await place.call('DELETE', `${mysqlPath(place)}`, { propagationPolicy: 'Orphan' });
  await place.untilGone();
  // Comes back with its data, over volumes and objects that are left.
  await place.apply();
  await place.untilReady();
  await place.remove();
  await place.untilGone();
};

/** What it does for a MySQL whose namespace is deleted. */
export const endWithNamespace = async (place: Place): Promise<void> => {
  await place.apply({ deletion_policy: 'Delete' });
  await place.untilReady();
  await place.call('DELETE', `/api/v1/namespaces/${place.namespace}`);
  await place.untilGone();
};

/** The same on volumes of a storage class, which can grow; the password is in a Secret. */
export const liveOnClass = async (place: Place): Promise<void> => {
  await place.call('POST', `/api/v1/namespaces/${place.namespace}/secrets`, {
    metadata: { name: 'root' },
    stringData: { password: 'first' },
  });
  await place.apply({ storage_class: expandableClass, password: '', password_secret: { name: 'root' } });
  await place.untilReady();
  await place.apply({ storage_size: '2Gi' });
  await place.untilReady();
  await place.apply({ deletion_policy: 'Retain' });
  await place.untilReady();
  await place.remove();
  await place.untilGone();
};

/** Somebody changed the password by hand: the backup fails until the server has been started anew. */
export const liveWithForeignPassword = async (place: Place): Promise<void> => {
  await place.apply();
  await place.untilReady();
  const { accounts } = place.machine.server?.data ?? {};
  if (accounts === undefined) throw new Error('there is no server');
  for (const account of Object.values(accounts)) account.password = 'by hand';
  await place.remove();
  await place.untilGone();
};
