import { againLater } from './again.ts';
import { isOfInstance } from './children/belonging.ts';
import { taskJob } from './children/job.ts';
import { type Outcome, whileHeld, whileMoving } from './decision.ts';
import { isOwnJob, jobEnd } from './job-end.ts';
import type { Look } from './look.ts';
import { conflict, exactly } from './make.ts';

const restoring = (message: string): Pick<Outcome, 'state' | 'progress' | 'reason' | 'message'> => ({
  state: 'Restoring',
  progress: 'moving',
  reason: 'Restoring',
  message,
});

/** The restore Job's part, while the server answers; undefined when it is complete. */
export const restore = (look: Look): Outcome | undefined => {
  const { mysql, snapshot, names } = look;
  const job = snapshot.children.restoreJob;
  if (job === undefined)
    return {
      ...restoring('looking for a backup to restore'),
      effect: { do: 'apply', object: taskJob(mysql, 'restore') },
    };
  if (!isOfInstance(job, mysql)) return conflict('Job', names.restoreJob, 'exists and is not of this MySQL; delete it');
  if (job.metadata.deletionTimestamp !== undefined)
    return { ...restoring('waiting until the Job before is deleted'), requeueAfter: whileMoving };
  const remove = { do: 'delete', kind: 'Job', object: exactly(job) } as const;
  if (!isOwnJob(job, mysql))
    return { ...restoring('deleting the restore Job of a MySQL that is gone'), effect: remove };
  const end = jobEnd(job, snapshot.pods);
  if (end.is === 'complete') return undefined;
  if (end.is === 'running')
    return end.trouble === undefined
      ? { ...restoring('the restore Job is running'), requeueAfter: whileHeld }
      : { ...restoring(end.trouble.message), progress: 'held', reason: end.trouble.reason, requeueAfter: whileHeld };
  const failed: Outcome = { state: 'RestoreFailed', progress: 'held', reason: 'RestoreFailed', message: end.message };
  return againLater(look, end, failed, job);
};
