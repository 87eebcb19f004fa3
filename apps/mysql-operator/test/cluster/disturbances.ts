import type { Action, Fault } from '../fault-proxy/fault.ts';

/** The operator dies right after its write of this number was done, before it hears of it. */
export interface Crash {
  readonly kind: 'crash';
  readonly afterWrite: number;
}

/** Each request fails like this at first, and is let through when it is repeated. */
export interface Failing {
  readonly kind: 'failing';
  readonly name: string;
  readonly fault: Fault;
}

export type Disturbance = Crash | Failing;

const failing = (name: string, action: Action, match: Fault['match'] = {}): Failing => ({
  kind: 'failing',
  name,
  fault: { match, action, firstTries: true },
});

/** An API server answers 409 to writes alone, and 410 to lists and watches. */
export const failings: readonly Failing[] = [
  failing('409', { answer: 409 }, { write: true }),
  failing('410', { answer: 410 }, { watch: true }),
  // Reads, which come by the dozen, would each wait for a second.
  failing('429', { answer: 429, retryAfter: 1 }, { write: true }),
  failing('500', { answer: 500 }),
  failing('503', { answer: 503 }),
  failing('reset before', { reset: 'before' }),
  failing('reset after', { reset: 'after' }),
];

export const nameOf = (disturbance: Disturbance): string =>
  disturbance.kind === 'crash' ? `crash after write ${disturbance.afterWrite}` : disturbance.name;
