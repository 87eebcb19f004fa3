/** Reads all that a decision may rest on into one value. The only place besides `act` that calls the API. */
export { liveObjects, type Objects, podSelector } from './objects.ts';
export { observe } from './observe.ts';
export { wantedPassword } from './password.ts';
export type * from './snapshot.ts';
