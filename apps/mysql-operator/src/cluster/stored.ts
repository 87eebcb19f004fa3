import type { Manifest } from '@wildermesser/manifest';
import type { ObjectMeta } from '@wildermesser/manifest/meta/v1';

/** `metadata` as the API server returns it. `managedFields` never leaves the client. */
export interface StoredMetadata extends ObjectMeta {
  readonly name: string;
  readonly uid: string;
  /** Changes with each write; ordered within one kind, equal for equal states. */
  readonly resourceVersion: string;
  /** Changes with each change of `spec`, on kinds that count it. */
  readonly generation?: number;
  /** RFC 3339, in seconds. */
  readonly creationTimestamp: string;
  /** Set from the moment somebody asked for deletion; finalizers may still hold the object. */
  readonly deletionTimestamp?: string;
}

/** An object as the API server returns it. */
export type Stored<Written extends Manifest, Status> = Omit<Written, 'metadata'> & {
  readonly metadata: StoredMetadata;
  readonly status?: Status;
};
