import { costDelta } from './cost/cost-delta.ts';
import { rules } from './registry.ts';
import { simulateSyncs } from './sync/simulate-syncs.ts';

/** Everything that judges a comparison. */
export const judges = { rules, costDelta, simulateSyncs } as const;
