import type { Deployment } from '@wildermesser/manifest/apps/v1';
import type { Secret } from '@wildermesser/manifest/core/v1';
import { deployment } from './children/deployment.ts';
import { networkPolicy, service } from './children/network.ts';
import { type Credentials, passwordSecret } from './children/secret.ts';
import { claim, type GoesAlong, volume } from './children/volumes.ts';
import type { Child } from './effect.ts';
import type { Look } from './look.ts';

/** An object that there has to be, and the one of its name that there is. */
export interface Piece {
  readonly wanted: Child;
  readonly there: NonNullable<Look['snapshot']['children'][keyof Look['snapshot']['children']]> | undefined;
  /** Whether one that a MySQL before this one left is taken over, with what is on it. */
  readonly isTakenOver: boolean;
}

/** The piece whose changes have an order. */
export interface ServerPiece extends Piece {
  readonly wanted: Deployment;
}

/** uid and revision of a Secret: what a pod that starts now starts with. */
export const passwordMark = (
  secret: { readonly metadata: { readonly uid: string } },
  { revision }: Credentials,
): string => `${secret.metadata.uid}/${revision}`;

export const secretOf = (look: Look, credentials: Credentials): Secret => passwordSecret(look.mysql, credentials);

/** The volumes and claims, which come before all that mounts them. */
export const storagePieces = (look: Look, dataGoes: GoesAlong = 'yes'): readonly Piece[] => {
  const { mysql, snapshot, dataUid, dataSize, backupSize } = look;
  const { children } = snapshot;
  const size = mysql.spec.storage_size;
  const isHostPath = mysql.spec.storage_class === undefined;
  return [
    ...(isHostPath
      ? [
          { wanted: volume(mysql, 'data', dataUid, size), there: children.dataVolume, isTakenOver: true },
          { wanted: volume(mysql, 'backup', dataUid, size), there: children.backupVolume, isTakenOver: true },
        ]
      : []),
    { wanted: claim(mysql, 'data', dataUid, dataSize, dataGoes), there: children.dataClaim, isTakenOver: true },
    { wanted: claim(mysql, 'backup', dataUid, backupSize, 'no'), there: children.backupClaim, isTakenOver: true },
  ];
};

export const networkPieces = ({ mysql, snapshot: { children } }: Look): readonly Piece[] => [
  { wanted: service(mysql), there: children.service, isTakenOver: false },
  { wanted: networkPolicy(mysql), there: children.networkPolicy, isTakenOver: false },
];

/** The Deployment as it is wanted now, with so many pods. Without Secret it cannot be said. */
export const serverPiece = (look: Look, replicas: 0 | 1): ServerPiece | undefined => {
  const { mysql, snapshot, credentials, dataUid, servedImage } = look;
  const { secret, deployment: there } = snapshot.children;
  if (secret === undefined || credentials === undefined) return undefined;
  const password = passwordMark(secret, credentials);
  return { wanted: deployment(mysql, { replicas, servedImage, dataUid, password }), there, isTakenOver: false };
};
