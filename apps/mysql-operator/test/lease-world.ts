import {
  ApiError,
  type ApiErrorReason,
  type Cluster,
  type leases,
  type StoredOf,
  type WrittenOf,
} from '../src/cluster/index.ts';
import type { Clock } from '../src/runtime/clock.ts';
import type { ManualClock } from './manual-clock.ts';

type Lease = StoredOf<typeof leases>;

/** What happens to one call: how long each way takes, and which way it is lost on. */
export interface Fate {
  readonly there: number;
  readonly back: number;
  readonly lost: 'no' | 'there' | 'back';
}

const refuse = (reason: ApiErrorReason): ApiError =>
  new ApiError({ status: 409, reason, call: '', causes: [], objectName: 'lease', retryAfter: undefined }, reason);

/** The one lease of the world, changed by compare and swap. */
export const createLeaseWorld = (clock: ManualClock) => {
  let lease: Lease | undefined;
  let version = 0;
  const store = (written: WrittenOf<typeof leases> | Lease): Lease => {
    version++;
    const metadata = {
      ...written.metadata,
      name: 'lease',
      uid: 'u',
      resourceVersion: String(version),
      creationTimestamp: '',
    };
    lease = { ...written, metadata };
    return lease;
  };
  const get = () => lease;
  const create = (written: WrittenOf<typeof leases>): Lease => {
    if (lease !== undefined) throw refuse('AlreadyExists');
    return store(written);
  };
  const replace = (written: Lease): Lease => {
    if (written.metadata.resourceVersion !== lease?.metadata.resourceVersion) throw refuse('Conflict');
    return store(written);
  };

  /** A client whose calls share the fate that is drawn for each. */
  const client = (own: Clock, fate: () => Fate, timeout: number): Cluster => {
    const call = <T>(effect: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        const { there, back, lost } = fate();
        own.after(timeout, () => reject(refuse('Timeout')));
        if (lost === 'there') return;
        clock.after(there, () => {
          let settle: () => void;
          try {
            const value = effect();
            settle = () => resolve(value);
          } catch (error) {
            settle = () => reject(error);
          }
          // What comes back waits until the process runs.
          if (lost === 'no') clock.after(back, () => own.after(0, settle));
        });
      });
    const resource = {
      get: () => call(get),
      create: (written: Lease) => call(() => create(written)),
      replace: (written: Lease) => call(() => replace(written)),
    };
    return { resource: () => resource } as unknown as Cluster;
  };
  return { client, holder: () => lease?.spec?.holderIdentity ?? '' };
};
