import type { Effect } from '../model/effect.ts';
import type { Plan } from '../model/plan.ts';
import { worseFirst } from './grouping.ts';

/** Every effect of a plan, worst first, those of equal severity in the plan's order. */
export const allEffects = ({ changes, effects }: Plan): readonly Effect[] =>
  [...changes.flatMap((change) => change.effects), ...effects].sort((a, b) => worseFirst(a.severity, b.severity));
