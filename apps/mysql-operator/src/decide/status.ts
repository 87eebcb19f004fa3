import { isDeepStrictEqual } from 'node:util';
import type { MySQLCondition, MySQLStatus } from '../resource/index.ts';
import { conditionsOf } from './conditions.ts';
import type { Outcome } from './decision.ts';
import { isOwnJob, restoreSaid } from './job-end.ts';
import { lastBackup } from './leaving.ts';
import type { Look } from './look.ts';

/** The status that a look amounts to; the very one there is when nothing new is to be said. */
export const statusOf = (look: Look, outcome: Outcome): MySQLStatus => {
  const { mysql, snapshot } = look;
  const before = mysql.status ?? {};
  const generation = mysql.metadata.generation ?? 0;
  const conditions = conditionsOf(look, outcome).map(({ type, status, reason, message }): MySQLCondition => {
    const old = before.conditions?.find((each) => each.type === type);
    const isSame = old?.status === status;
    return {
      type,
      status,
      reason,
      message,
      observedGeneration: generation,
      lastTransitionTime: isSame ? old.lastTransitionTime : `${new Date(snapshot.now).toISOString().slice(0, 19)}Z`,
    };
  });
  const created = creationMessage(look) ?? before.mysql_on_create;
  const updated = updateMessage(look, outcome) ?? before.mysql_on_update;
  const backup = lastBackup(look) ?? before.last_backup;
  const status: MySQLStatus = {
    state: outcome.state,
    observedGeneration: generation,
    conditions,
    ...(created === undefined ? {} : { mysql_on_create: created }),
    ...(updated === undefined ? {} : { mysql_on_update: updated }),
    ...(backup === undefined ? {} : { last_backup: backup }),
  };
  return isDeepStrictEqual(status, before) ? before : status;
};

/** In the words of the homework: whether the restore Job brought data. */
const creationMessage = ({ mysql, snapshot }: Look): MySQLStatus['mysql_on_create'] => {
  const { restoreJob } = snapshot.children;
  const said =
    restoreJob === undefined || !isOwnJob(restoreJob, mysql) ? undefined : restoreSaid(restoreJob, snapshot.pods);
  return said === undefined
    ? undefined
    : { message: `${mysql.metadata.name} created ${said.restored ? 'with' : 'without'} restore-job` };
};

const updateMessage = ({ credentials }: Look, { state }: Outcome): MySQLStatus['mysql_on_update'] =>
  state === 'Ready' && credentials !== undefined && credentials.revision > 1
    ? { message: 'password updated' }
    : undefined;
