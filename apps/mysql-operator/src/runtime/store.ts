import type { ObjectKey } from './reconcile.ts';

/** What a reflector knows of the objects of one kind: projections of them, as of a moment ago. */
export interface Store<T> {
  /** Undefined when there is none, or none that the selection admits. */
  get(key: ObjectKey): T | undefined;
  /** All, in no particular order. */
  values(): Iterable<T>;
  readonly size: number;
}
