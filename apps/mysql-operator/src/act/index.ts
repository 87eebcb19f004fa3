/** Takes one step in the cluster. Never: a decision. */
export { act, DatabaseError, isLasting, writeStatus } from './act.ts';
