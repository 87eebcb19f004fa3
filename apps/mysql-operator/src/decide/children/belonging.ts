import type { OwnerReference } from '@wildermesser/manifest/meta/v1';
import type { StoredMetadata } from '../../cluster/index.ts';
import { labels, manager, type StoredMySQL } from '../../resource/index.ts';

/** The MySQL as the owner of what goes with it. */
export const ownerOf = ({ metadata }: StoredMySQL): OwnerReference => ({
  apiVersion: 'otus.homework/v1',
  kind: 'MySQL',
  name: metadata.name,
  uid: metadata.uid,
  controller: true,
  blockOwnerDeletion: true,
});

/** Labels of what belongs to the instance, whatever its uid is: it stays when the MySQL goes. */
export const lastingLabels = ({ metadata }: StoredMySQL): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/name': 'mysql',
  'app.kubernetes.io/part-of': metadata.name,
  [labels.managedBy]: manager,
  [labels.namespace]: metadata.namespace ?? '',
  [labels.name]: metadata.name,
});

/** Labels of what was made for this very MySQL. */
export const ownLabels = (mysql: StoredMySQL): Readonly<Record<string, string>> => ({
  ...lastingLabels(mysql),
  [labels.uid]: mysql.metadata.uid,
});

type Labelled = { readonly metadata: StoredMetadata };

/** Whether the operator made it for a MySQL of this namespace and name, be it this one or one before it. */
export const isOfInstance = ({ metadata }: Labelled, mysql: StoredMySQL): boolean =>
  metadata.labels?.[labels.managedBy] === manager &&
  metadata.labels[labels.namespace] === mysql.metadata.namespace &&
  metadata.labels[labels.name] === mysql.metadata.name;

/** Whether it was made for a MySQL of this namespace and name that is gone. */
export const isLeftOver = (object: Labelled, mysql: StoredMySQL): boolean =>
  isOfInstance(object, mysql) && object.metadata.labels?.[labels.uid] !== mysql.metadata.uid;
