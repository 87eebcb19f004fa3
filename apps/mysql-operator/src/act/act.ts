import {
  type Cluster,
  deployments,
  isApiError,
  jobs,
  networkPolicies,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  secrets,
  services,
} from '../cluster/index.ts';
import { discardOldPassword, rotatePassword } from '../database/scripts/index.ts';
import type { Child, Effect } from '../decide/index.ts';
import { annotations, finalizer, type MySQLStatus, mysqls, type StoredMySQL } from '../resource/index.ts';

/** A step inside the pod did not get an answer that says what happened; it is repeated. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly exitCode: number;
  constructor(step: string, exitCode: number) {
    super(`${step} ended with ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** Takes one step. What it throws means that it may not have been taken; taking it again does no harm. */
export const act = async (cluster: Cluster, mysql: StoredMySQL, effect: Effect): Promise<void> => {
  switch (effect.do) {
    case 'add-finalizer':
      return changeFinalizers(cluster, mysql, [...(mysql.metadata.finalizers ?? []), finalizer]);
    case 'remove-finalizer':
      return changeFinalizers(
        cluster,
        mysql,
        (mysql.metadata.finalizers ?? []).filter((each) => each !== finalizer),
      );
    case 'apply':
      return apply(cluster, effect.object);
    case 'delete':
      return remove(cluster, effect);
    case 'free-volume':
      await cluster
        .resource(persistentVolumes)
        .patch(
          { name: effect.name },
          { spec: { claimRef: { uid: null, resourceVersion: null } } },
          { resourceVersion: effect.resourceVersion },
        );
      return;
    case 'retain-volume':
      await cluster.resource(persistentVolumes).patch(
        { name: effect.name },
        {
          metadata: { annotations: effect.annotations, labels: effect.labels },
          spec: { persistentVolumeReclaimPolicy: 'Retain' },
        },
        { resourceVersion: effect.resourceVersion },
      );
      return;
    case 'record-backup':
      await cluster
        .resource(jobs)
        .patch(
          { namespace: effect.job.namespace, name: effect.job.name },
          { metadata: { uid: effect.job.uid, annotations: { [annotations.backup]: JSON.stringify(effect.backup) } } },
        );
      return;
    case 'rotate-password':
      return rotate(cluster, effect);
    case 'discard-old-password':
      return discard(cluster, effect);
  }
};

/** With the version that was read: two writers of finalizers would take each other's away otherwise. */
const changeFinalizers = async (
  cluster: Cluster,
  { metadata }: StoredMySQL,
  finalizers: readonly string[],
): Promise<void> => {
  await cluster
    .resource(mysqls)
    .patch(
      { namespace: metadata.namespace ?? '', name: metadata.name },
      { metadata: { finalizers } },
      { resourceVersion: metadata.resourceVersion },
    );
};

/** Fields that the operator gives are its own, whoever changed them in between. */
const force = { force: true } as const;

const apply = async (cluster: Cluster, object: Child): Promise<void> => {
  switch (object.kind) {
    case 'Deployment':
      await cluster.resource(deployments).apply(object, force);
      return;
    case 'Job':
      await cluster.resource(jobs).apply(object, force);
      return;
    case 'NetworkPolicy':
      await cluster.resource(networkPolicies).apply(object, force);
      return;
    case 'PersistentVolume':
      await cluster.resource(persistentVolumes).apply(object, force);
      return;
    case 'PersistentVolumeClaim':
      await cluster.resource(persistentVolumeClaims).apply(object, force);
      return;
    case 'Secret':
      await cluster.resource(secrets).apply(object, force);
      return;
    case 'Service':
      await cluster.resource(services).apply(object, force);
      return;
  }
};

const remove = async (cluster: Cluster, { kind, object }: Extract<Effect, { do: 'delete' }>): Promise<void> => {
  const { namespace, name, uid } = object;
  const ref = { namespace, name };
  const exactly = { uid, propagation: 'Background' } as const;
  switch (kind) {
    case 'Deployment':
      await cluster.resource(deployments).delete(ref, exactly);
      return;
    case 'Job':
      await cluster.resource(jobs).delete(ref, exactly);
      return;
    case 'NetworkPolicy':
      await cluster.resource(networkPolicies).delete(ref, exactly);
      return;
    case 'PersistentVolume':
      await cluster.resource(persistentVolumes).delete({ name }, exactly);
      return;
    case 'PersistentVolumeClaim':
      await cluster.resource(persistentVolumeClaims).delete(ref, exactly);
      return;
    case 'Pod':
      await cluster.resource(pods).delete(ref, exactly);
      return;
    case 'Secret':
      await cluster.resource(secrets).delete(ref, exactly);
      return;
    case 'Service':
      await cluster.resource(services).delete(ref, exactly);
      return;
  }
};

/** Lines for a script: standard input is in no log, and the empty line ends it where the stream cannot be closed. */
const lines = (...values: readonly string[]): string => `${[...values, ''].join('\n')}\n`;

const rotate = async (cluster: Cluster, effect: Extract<Effect, { do: 'rotate-password' }>): Promise<void> => {
  const { pod, container, wanted, known } = effect;
  const { exitCode, stdout } = await cluster.exec(
    pods,
    { namespace: pod.namespace, name: pod.name },
    { container, command: ['sh', '-c', rotatePassword], stdin: lines(wanted, ...known) },
  );
  // 3: no password works, so somebody changed it by hand. The next start of the server gives it the wanted one.
  if (exitCode === 0 || exitCode === 3) return apply(cluster, effect.changed);
  if (exitCode === 4) return apply(cluster, effect.refused(/^\d+/.exec(stdout)?.[0] ?? 'unknown'));
  throw new DatabaseError('changing the password', exitCode);
};

const discard = async (cluster: Cluster, effect: Extract<Effect, { do: 'discard-old-password' }>): Promise<void> => {
  const { pod, container, password } = effect;
  const { exitCode } = await cluster.exec(
    pods,
    { namespace: pod.namespace, name: pod.name },
    { container, command: ['sh', '-c', discardOldPassword], stdin: lines(password) },
  );
  if (exitCode === 3) return apply(cluster, effect.denied);
  if (exitCode !== 0) throw new DatabaseError('discarding the password before', exitCode);
  return apply(cluster, effect.discarded);
};

/**
 * Tells what there is; the MySQL as it is then, undefined when it is gone. With `resourceVersion` only about that very state of
 * it, a conflict otherwise.
 */
export const writeStatus = async (
  cluster: Cluster,
  { metadata }: StoredMySQL,
  status: MySQLStatus,
  only: { readonly resourceVersion?: string } = {},
): Promise<StoredMySQL | undefined> => {
  try {
    return await cluster
      .resource(mysqls)
      .applyStatus({ namespace: metadata.namespace ?? '', name: metadata.name }, status, {
        ...force,
        ...only,
        uid: metadata.uid,
      });
  } catch (error) {
    if (isApiError(error, 'NotFound')) return undefined;
    throw error;
  }
};

/** Whether taking the same step again at once is pointless, because the API server will go on refusing it. */
export const isLasting = (error: unknown): boolean =>
  isApiError(error, 'Forbidden', 'Invalid', 'BadRequest', 'MethodNotAllowed');
