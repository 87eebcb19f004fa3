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

/** Looks and ticks until nothing is left to do; the decisions on the way. Throws when there is no end to it. */
export const settle = (world: World, limit = 300): readonly Decision[] => {
  const decisions: Decision[] = [];
  for (let round = 0; round < limit; round++) {
    const decision = look(world);
    if (decision !== undefined) decisions.push(decision);
    const isAtRest = decision === undefined || (decision.effect === undefined && decision.progress !== 'moving');
    const before = JSON.stringify([...world.things.values()]);
    world.tick();
    // Held, and the cluster does nothing either.
    if (isAtRest && before === JSON.stringify([...world.things.values()])) return decisions;
  }
  throw new Error(`still ${decisions.at(-1)?.state}: ${decisions.at(-1)?.message}`);
};
