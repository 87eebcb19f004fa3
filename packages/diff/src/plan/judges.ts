import type { Judges } from './make-plan.ts';

const none = { base: 0, head: 0 };

/** Everything that judges a comparison. */
export const judges: Judges = {
  rules: [],
  costDelta: () => ({ cpu: none, memory: none, storage: none, pods: none }),
  simulateSyncs: () => [],
};
