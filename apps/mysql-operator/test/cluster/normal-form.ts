import { annotations, labels } from '../../src/resource/index.ts';
import type { Place } from './place.ts';
import { provisionedFor } from './simulated-node.ts';

// biome-ignore lint/suspicious/noExplicitAny: objects of all kinds
type Any = any;

const namespaced = [
  ['apis/otus.homework/v1', 'mysqls'],
  ['api/v1', 'secrets'],
  ['api/v1', 'services'],
  ['api/v1', 'persistentvolumeclaims'],
  ['apis/apps/v1', 'deployments'],
  ['apis/batch/v1', 'jobs'],
  ['apis/networking.k8s.io/v1', 'networkpolicies'],
] as const;

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const time = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
// A rollout more, an object that was written once more: nobody is the worse for it.
const unimportant = new Set([
  'resourceVersion',
  'generation',
  'observedGeneration',
  'managedFields',
  'clusterIP',
  'clusterIPs',
  'deployment.kubernetes.io/revision',
  // Only where a claim was looked at before it was bound.
  'volume.beta.kubernetes.io/storage-provisioner',
  'volume.kubernetes.io/storage-provisioner',
  // A digest of the uid, too; what it is of is compared itself.
  annotations.applied,
]);

const essence = (value: Any): Any => {
  if (Array.isArray(value)) return value.map(essence);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !unimportant.has(key))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, essence(each)]),
  );
};

/** What a place has come to, without what differs from one time to the next: two such texts can be compared. */
export const normalForm = async ({ namespace, get, machine }: Place): Promise<string> => {
  const lists = await Promise.all(
    namespaced.map(async ([group, plural]) => ({
      plural,
      list: await get(`/${group}/namespaces/${namespace}/${plural}`),
    })),
  );
  // Ours, and those of the provisioner: there may be hundreds of others.
  const selectors = [labels.namespace, provisionedFor].map((label) => `labelSelector=${label}=${namespace}`);
  const volumes = (await Promise.all(selectors.map((each) => get(`/api/v1/persistentvolumes?${each}`)))).flatMap(
    ({ items }: Any) => items,
  );
  const objects = [...lists, { plural: 'persistentvolumes', list: { items: volumes } }].flatMap(({ plural, list }) =>
    list.items.map((object: Any) => {
      // What controllers of the cluster say of it comes when it comes.
      const { status, ...rest } = object;
      return essence({ plural, ...rest, ...(plural === 'mysqls' ? { status } : {}) });
    }),
  );
  const data = [machine.names.dataVolume, machine.names.backupVolume].map((volume) => ({
    volume,
    rows: [...(machine.disk.on(volume)?.rows ?? [])].sort(),
    accounts: machine.disk.on(volume)?.accounts,
    backups: machine.disk.backups.get(volume),
  }));
  const masked = (value: object): string =>
    JSON.stringify(value, undefined, 1)
      .replaceAll(namespace, 'namespace')
      .replaceAll(uuid, 'uid')
      .replaceAll(time, 'time');
  // Names that have a uid in them come in another order each time.
  return [...objects.map(masked).sort(), masked(data)].join('\n');
};
