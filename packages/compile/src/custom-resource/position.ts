import type { Place } from '../values-schema/place.ts';

/** Where in a resource a schema stands, and what that means to its rules. */
export interface Position {
  /** Path within the resource, `''` for all of it: `spec.storage_size`, `status.conditions[]`. */
  readonly path: string;
  /** The nearest declaration. */
  readonly place: Place;
  /** Whether it lies within a type of Kubernetes, which is not the author's to mend. */
  readonly isForeign: boolean;
  /** Names of the types that it lies in. */
  readonly within: readonly string[];
  /** The list or map around it that has no bound. */
  readonly unbounded?: string;
  /** The list around it whose items the API server cannot find again in the older object. */
  readonly uncorrelated?: string;
}

/** How messages call a position. */
export const nameOf = ({ path }: Position): string => (path === '' ? 'the resource' : `\`${path}\``);
