import type { StoredJob } from '../observe/index.ts';
import type { Outcome } from './decision.ts';
import type { JobEnd } from './job-end.ts';
import type { Look } from './look.ts';
import { exactly } from './make.ts';

/**
 * What follows a failed Job: a pause, then another Job. When it could not log in, somebody changed the password by hand; a
 * server that starts takes that of the Secret, so the pod goes first.
 */
export const againLater = (
  { snapshot, readyPod }: Look,
  end: Extract<JobEnd, { is: 'failed' }>,
  failed: Outcome,
  job: StoredJob,
): Outcome => {
  if (snapshot.now < end.retryAt) return { ...failed, requeueAfter: end.retryAt - snapshot.now };
  const isStale = readyPod !== undefined && Date.parse(readyPod.metadata.creationTimestamp) <= end.failedAt;
  if (end.error === 'LoginFailed' && isStale)
    return { ...failed, effect: { do: 'delete', kind: 'Pod', object: exactly(readyPod) } };
  return { ...failed, effect: { do: 'delete', kind: 'Job', object: exactly(job) } };
};
