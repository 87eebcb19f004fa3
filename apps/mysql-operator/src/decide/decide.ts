import type { Snapshot } from '../observe/snapshot.ts';
import { type Decision, type Outcome, whileHeld } from './decision.ts';
import { leave, retainVolumes } from './leaving.ts';
import { live } from './living.ts';
import { type Look, lookAt } from './look.ts';
import { statusOf } from './status.ts';

/** What is to be done about one MySQL, and what is to be told. Pure: the same snapshot gives the same decision. */
export const decide = (snapshot: Snapshot): Decision => {
  const look = lookAt(snapshot);
  const outcome = outcomeOf(look);
  return { ...outcome, status: statusOf(look, outcome) };
};

/** The decision once the API server has refused its step for good: it is told, and tried again later. */
export const refused = (snapshot: Snapshot, decision: Decision, message: string): Decision => {
  const { effect: _, status: __, ...rest } = decision;
  const outcome: Outcome = { ...rest, progress: 'held', reason: 'Refused', message, requeueAfter: whileHeld };
  return { ...outcome, status: statusOf(lookAt(snapshot), outcome) };
};

const outcomeOf = (look: Look): Outcome => {
  if (look.snapshot.mysql.metadata.deletionTimestamp !== undefined) return leave(look);
  return look.snapshot.isNamespaceTerminating ? retainVolumes(look) : live(look);
};
