import { type Decision, decide } from '../src/decide/index.ts';
import type { Fault, World } from './world.ts';

/** Lets the operator look once; it writes the status and takes its step. Undefined when there is no MySQL. */
export const look = (world: World, fault: Fault = 'none'): Decision | undefined => {
  const snapshot = world.snapshot();
  if (snapshot === undefined) return undefined;
  const decision = decide(snapshot);
  const mysql = world.mysql;
  if (mysql !== undefined && decision.status !== snapshot.mysql.status) mysql.status = decision.status;
  if (decision.effect !== undefined) world.perform(decision.effect, fault);
  return decision;
};

/** Pauses that a held state is given before it counts as held for good. */
const patience = 4;

/** Looks and ticks until nothing is left to do; the decisions on the way. Throws when there is no end to it. */
export const settle = (world: World, limit = 300): readonly Decision[] => {
  const decisions: Decision[] = [];
  let waited = 0;
  for (let round = 0; round < limit; round++) {
    const decision = look(world);
    if (decision !== undefined) decisions.push(decision);
    const isAtRest = decision === undefined || (decision.effect === undefined && decision.progress !== 'moving');
    const before = JSON.stringify([...world.things.values()]);
    world.tick();
    if (!isAtRest || before !== JSON.stringify([...world.things.values()])) continue;
    // Nothing happens by itself any more; a held state may still try again.
    if (decision?.progress !== 'held' || waited === patience) return decisions;
    waited++;
    world.tick((decision.requeueAfter ?? 0) / 1000 + 1);
  }
  throw new Error(`still ${decisions.at(-1)?.state}: ${decisions.at(-1)?.message}`);
};
