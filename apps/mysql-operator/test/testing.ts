/** A small cluster with one MySQL, for tests of what the operator writes. */
export { look, settle } from './run-world.ts';
export { type Fault, World } from './world.ts';
