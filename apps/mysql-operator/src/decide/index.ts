/** From a snapshot to the one next step: pure, and total over the states of docs/mysql-operator/states.md. */
export { decide, refused } from './decide.ts';
export { type Decision, type Progress, type State, states } from './decision.ts';
export type { Child, Effect, Exactly } from './effect.ts';
export { backupRecorded } from './job-end.ts';
export { type ConditionType, conditionTypes, type Reason, reasons } from './reasons.ts';
