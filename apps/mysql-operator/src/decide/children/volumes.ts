import type { PersistentVolume, PersistentVolumeClaim } from '@wildermesser/manifest/core/v1';
import { annotations, namesOf, type StoredMySQL } from '../../resource/index.ts';
import { lastingLabels, ownerOf, ownLabels } from './belonging.ts';

/** Which of the two volumes of an instance. */
export type Purpose = 'data' | 'backup';

/** Value of the label that volumes have always been told apart by. */
const usage = (mysql: StoredMySQL, purpose: Purpose): string =>
  purpose === 'data' ? mysql.metadata.name : `backup-${mysql.metadata.name}`;

const usageLabel = 'pv-usage';

const namesFor = (mysql: StoredMySQL, purpose: Purpose) => {
  const names = namesOf({ namespace: mysql.metadata.namespace ?? '', name: mysql.metadata.name });
  return purpose === 'data'
    ? { volume: names.dataVolume, claim: names.dataClaim }
    : { volume: names.backupVolume, claim: names.backupClaim };
};

/** A directory of the node, for instances without a storage class. No owner: only objects without a namespace could be. */
export const volume = (mysql: StoredMySQL, purpose: Purpose, dataUid: string, size: string): PersistentVolume => {
  const { volume: name, claim } = namesFor(mysql, purpose);
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name,
      labels: { ...lastingLabels(mysql), [usageLabel]: usage(mysql, purpose) },
      ...(purpose === 'data' ? { annotations: { [annotations.dataUid]: dataUid } } : {}),
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: size },
      // For this claim and no other: whoever comes first would get the volume otherwise.
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        namespace: mysql.metadata.namespace ?? '',
        name: claim,
      },
      hostPath: { path: `/data/${name}/`, type: 'DirectoryOrCreate' },
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: '',
    },
  };
};

/** Whether a claim goes with the MySQL: `no` for backups, and for data that is to be retained. */
export type GoesAlong = 'yes' | 'no';

export const claim = (
  mysql: StoredMySQL,
  purpose: Purpose,
  dataUid: string,
  size: string,
  goesAlong: GoesAlong,
): PersistentVolumeClaim => {
  const storageClass = mysql.spec.storage_class;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: namesFor(mysql, purpose).claim,
      namespace: mysql.metadata.namespace ?? '',
      labels: goesAlong === 'yes' ? ownLabels(mysql) : lastingLabels(mysql),
      ...(purpose === 'data' ? { annotations: { [annotations.dataUid]: dataUid } } : {}),
      ...(goesAlong === 'yes' ? { ownerReferences: [ownerOf(mysql)] } : {}),
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: size } },
      // Without a class at all the default class would be filled in, and make another volume.
      storageClassName: storageClass ?? '',
      ...(storageClass === undefined
        ? { selector: { matchLabels: { ...lastingLabels(mysql), [usageLabel]: usage(mysql, purpose) } } }
        : {}),
    },
  };
};
