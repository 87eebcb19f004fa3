import type { StoredJob, StoredPod } from '../observe/snapshot.ts';
import { annotations, type Backup, labels, type StoredMySQL } from '../resource/index.ts';
import { podTrouble, sentenceOf, type Trouble } from './pod-trouble.ts';

/** How far a Job is. */
export type JobEnd =
  | { readonly is: 'running'; readonly trouble: Trouble | undefined }
  | { readonly is: 'complete' }
  /** `failedAt`, `retryAt`: milliseconds since 1970. `error`: the word of the script, where it had one. */
  | {
      readonly is: 'failed';
      readonly error: string | undefined;
      readonly message: string;
      readonly failedAt: number;
      readonly retryAt: number;
    };

/** Whether the Job is this MySQL's own, and not one of a MySQL before it. */
export const isOwnJob = (job: StoredJob, mysql: StoredMySQL): boolean =>
  job.metadata.labels?.[labels.uid] === mysql.metadata.uid;

export const podsOf = (job: StoredJob, pods: readonly StoredPod[]): readonly StoredPod[] =>
  pods.filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === job.metadata.uid));

/** Before another Job; each has tried three times already. */
const pause = 120_000;

export const jobEnd = (job: StoredJob, pods: readonly StoredPod[]): JobEnd => {
  const condition = (type: string) =>
    job.status?.conditions?.find((each) => each.type === type && each.status === 'True');
  if (condition('Complete') !== undefined) return { is: 'complete' };
  const failed = condition('Failed');
  const own = podsOf(job, pods);
  if (failed === undefined)
    return { is: 'running', trouble: own.map(podTrouble).find((trouble) => trouble !== undefined) };
  const failedAt = Date.parse(failed.lastTransitionTime ?? job.metadata.creationTimestamp);
  const said = own
    .flatMap((pod) => pod.status?.containerStatuses ?? [])
    .map(({ state }) => sentenceOf(state?.terminated?.message));
  const sentence = said.find((each) => each !== undefined);
  const message = sentence?.message ?? failed.reason ?? 'the Job failed';
  return { is: 'failed', error: sentence?.error, message, failedAt, retryAt: failedAt + pause };
};

const succeeded = (job: StoredJob, pods: readonly StoredPod[]) =>
  podsOf(job, pods)
    .flatMap(({ status }) => status?.containerStatuses ?? [])
    .map(({ state }) => state?.terminated)
    .filter((ended) => ended?.exitCode === 0);

const parsed = (text: string | undefined): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
};

const toBackup = (value: Readonly<Record<string, unknown>> | undefined, time: string): Backup | undefined => {
  const { backup, sha256, bytes, tables } = value ?? {};
  return typeof backup === 'string' &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256) &&
    typeof bytes === 'number' &&
    typeof tables === 'number'
    ? { backup, sha256, bytes, tables, time }
    : undefined;
};

/** What a pod of the complete backup Job said that it verified. */
export const backupSaid = (job: StoredJob, pods: readonly StoredPod[]): Backup | undefined => {
  const time = job.status?.completionTime ?? job.metadata.creationTimestamp;
  return succeeded(job, pods)
    .map((ended) => toBackup(parsed(ended?.message), time))
    .find((backup) => backup !== undefined);
};

/** What was written on the Job after its pod had said it. */
export const backupRecorded = (job: StoredJob): Backup | undefined => {
  const value = parsed(job.metadata.annotations?.[annotations.backup]);
  return toBackup(value, typeof value?.time === 'string' ? value.time : job.metadata.creationTimestamp);
};

/** What the restore Job's pod said; undefined when the pod is gone. */
export const restoreSaid = (
  job: StoredJob,
  pods: readonly StoredPod[],
): { readonly restored: boolean; readonly why?: string; readonly backup?: string } | undefined => {
  const said = succeeded(job, pods)
    .map((ended) => parsed(ended?.message))
    .find((value) => typeof value?.restored === 'boolean');
  if (said === undefined) return undefined;
  return {
    restored: said.restored === true,
    ...(typeof said.why === 'string' ? { why: said.why } : {}),
    ...(typeof said.backup === 'string' ? { backup: said.backup } : {}),
  };
};
