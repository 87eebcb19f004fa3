import { isLarger, type MySQLRef, namesOf, type StoredMySQL } from '../resource/index.ts';
import type { Objects } from './objects.ts';
import { wantedPassword } from './password.ts';
import type { Snapshot, StoredClaim, StoredVolume } from './snapshot.ts';

/** Reads everything that belongs to one MySQL; undefined when there is no such MySQL. `now`: milliseconds since 1970. */
export const observe = async (objects: Objects, ref: MySQLRef, now: number): Promise<Snapshot | undefined> => {
  const mysql = await objects.mysql(ref);
  if (mysql === undefined) return undefined;
  const { namespace } = ref;
  const names = namesOf(ref);
  const reference = mysql.spec.password_secret?.name;
  const [
    space,
    secret,
    named,
    dataClaim,
    backupClaim,
    service,
    networkPolicy,
    deployment,
    restoreJob,
    backupJob,
    pods,
  ] = await Promise.all([
    objects.namespace(namespace),
    objects.secret({ namespace, name: names.secret }),
    reference === undefined ? undefined : objects.secret({ namespace, name: reference }),
    objects.claim({ namespace, name: names.dataClaim }),
    objects.claim({ namespace, name: names.backupClaim }),
    objects.service({ namespace, name: names.service }),
    objects.networkPolicy({ namespace, name: names.networkPolicy }),
    objects.deployment({ namespace, name: names.deployment }),
    objects.job({ namespace, name: names.restoreJob }),
    objects.job({ namespace, name: names.backupJob }),
    objects.pods(ref),
  ]);
  const [dataVolume, backupVolume, isExpandable] = await Promise.all([
    volumeOf(objects, mysql, dataClaim, names.dataVolume),
    volumeOf(objects, mysql, backupClaim, names.backupVolume),
    isGrowthAllowed(objects, mysql, [dataClaim, backupClaim]),
  ]);
  return {
    now,
    mysql,
    isNamespaceTerminating: space?.metadata.deletionTimestamp !== undefined,
    password: wantedPassword(mysql, named),
    children: {
      ...{ secret, dataVolume, dataClaim, backupVolume, backupClaim },
      ...{ service, networkPolicy, deployment, restoreJob, backupJob },
    },
    pods,
    isExpandable,
  };
};

/** Ours has a fixed name; that of a storage class is whatever the claim got. */
const volumeOf = async (
  objects: Objects,
  { spec }: StoredMySQL,
  claim: StoredClaim | undefined,
  name: string,
): Promise<StoredVolume | undefined> => {
  if (spec.storage_class === undefined) return objects.volume(name);
  const bound = claim?.spec.volumeName;
  return bound === undefined ? undefined : objects.volume(bound);
};

/** Asked only where a claim is smaller than it should be. */
const isGrowthAllowed = async (
  objects: Objects,
  { spec }: StoredMySQL,
  claims: readonly (StoredClaim | undefined)[],
): Promise<boolean | undefined> => {
  const isSmaller = claims.some((claim) => {
    const held = claim?.spec.resources?.requests?.storage;
    return held !== undefined && isLarger(spec.storage_size, `${held}`);
  });
  if (spec.storage_class === undefined || !isSmaller) return undefined;
  return (await objects.storageClass(spec.storage_class))?.allowVolumeExpansion === true;
};
