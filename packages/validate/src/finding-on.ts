import { type Finding, identityOf, type Manifest, originOf } from '@wildermesser/manifest';

/** A finding without the object it is about. */
export type Problem = Omit<Finding, 'object' | 'file' | 'line'>;

/** The finding that `manifest` has `problem`, with the place in the source that made the manifest, when known. */
export const findingOn = (manifest: Manifest, problem: Problem): Finding => ({
  ...problem,
  object: identityOf(manifest),
  ...originOf(manifest),
});
