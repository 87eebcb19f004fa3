import type { Manifest } from '@wildermesser/manifest';
import { at, recordsOf } from '../reading/fields.ts';

/** Whether the claims of a StatefulSet go when it goes; by default they stay. */
export const losesClaimsWithIt = (manifest: Manifest): boolean =>
  recordsOf(at(manifest, 'spec', 'volumeClaimTemplates')).length > 0 &&
  at(manifest, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenDeleted') === 'Delete';

/** Whether claims go with the Pods that a smaller number of replicas removes. */
export const losesClaimsWhenScaled = (manifest: Manifest): boolean =>
  recordsOf(at(manifest, 'spec', 'volumeClaimTemplates')).length > 0 &&
  at(manifest, 'spec', 'persistentVolumeClaimRetentionPolicy', 'whenScaled') === 'Delete';
