import type { Snapshot, StoredPod } from '../observe/snapshot.ts';
import { annotations, isLarger, namesOf, type StoredMySQL } from '../resource/index.ts';
import { type Credentials, credentialsOf } from './children/secret.ts';
import { type ImageVerdict, judgeImage } from './image.ts';

/** A snapshot, and what several questions of the decision need of it. */
export interface Look {
  readonly snapshot: Snapshot;
  /** With the image that may be used, where the wanted one may not. */
  readonly mysql: StoredMySQL;
  readonly names: ReturnType<typeof namesOf>;
  readonly image: ImageVerdict;
  /** The last whose server answered; undefined when none did. */
  readonly servedImage: string | undefined;
  /** uid of the MySQL that the data on the volume began with, or begins now. */
  readonly dataUid: string;
  readonly credentials: Credentials | undefined;
  /** Pods of the server that are not over, the ones that are being deleted too. */
  readonly serverPods: readonly StoredPod[];
  /** The one that is asked and changed: it answers, and is not on its way out. */
  readonly readyPod: StoredPod | undefined;
  /** Sizes of the claims: what is wanted where it can be had, what there is otherwise. */
  readonly dataSize: string;
  readonly backupSize: string;
}

const isOver = ({ status }: StoredPod): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';

const isReady = ({ metadata, status }: StoredPod): boolean =>
  metadata.deletionTimestamp === undefined &&
  status?.phase === 'Running' &&
  status.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') === true;

export const lookAt = (snapshot: Snapshot): Look => {
  const { mysql, children, pods } = snapshot;
  const { name, namespace = '', uid } = mysql.metadata;
  const serverPods = pods.filter((pod) => pod.metadata.labels?.app === name && !isOver(pod));
  const readyPod = serverPods.find(isReady);
  const servedImage =
    readyPod?.spec?.containers[0]?.image ?? children.deployment?.metadata.annotations?.[annotations.served];
  const image = judgeImage(servedImage, mysql.spec.image);
  const dataOn = children.dataClaim?.metadata.annotations ?? children.dataVolume?.metadata.annotations;
  const size = (claim: Snapshot['children']['dataClaim']): string => {
    const request = claim?.spec.resources?.requests?.storage;
    const held = request === undefined ? undefined : `${request}`;
    if (held === undefined) return mysql.spec.storage_size;
    return snapshot.isExpandable === true && isLarger(mysql.spec.storage_size, held) ? mysql.spec.storage_size : held;
  };
  return {
    snapshot,
    mysql: { ...mysql, spec: { ...mysql.spec, image: image.use } },
    names: namesOf({ namespace, name }),
    image,
    servedImage,
    dataUid: dataOn?.[annotations.dataUid] ?? uid,
    credentials: children.secret === undefined ? undefined : credentialsOf(children.secret),
    serverPods,
    readyPod,
    dataSize: size(children.dataClaim),
    backupSize: size(children.backupClaim),
  };
};
