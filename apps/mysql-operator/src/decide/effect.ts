import type { Deployment } from '@wildermesser/manifest/apps/v1';
import type { Job } from '@wildermesser/manifest/batch/v1';
import type { PersistentVolume, PersistentVolumeClaim, Secret, Service } from '@wildermesser/manifest/core/v1';
import type { NetworkPolicy } from '@wildermesser/manifest/networking/v1';
import type { Backup } from '../resource/index.ts';

/** What the operator makes. */
export type Child = Deployment | Job | NetworkPolicy | PersistentVolume | PersistentVolumeClaim | Secret | Service;

/** One object, and no other that may have taken its name since. */
export interface Exactly {
  /** Absent for volumes, which have none. */
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

/** One step. Each may be repeated, and stopped anywhere. */
export type Effect =
  | { readonly do: 'add-finalizer' }
  | { readonly do: 'remove-finalizer' }
  | { readonly do: 'apply'; readonly object: Child }
  | {
      readonly do: 'delete';
      readonly kind:
        | 'Deployment'
        | 'Job'
        | 'NetworkPolicy'
        | 'PersistentVolume'
        | 'PersistentVolumeClaim'
        | 'Pod'
        | 'Secret'
        | 'Service';
      readonly object: Exactly;
    }
  /** Frees a volume from a claim that is gone, so that the new claim of that name can have it. */
  | { readonly do: 'free-volume'; readonly name: string; readonly resourceVersion: string }
  /** Lets a volume outlive its claim, and says on it whose data it has. */
  | {
      readonly do: 'retain-volume';
      readonly name: string;
      readonly resourceVersion: string;
      readonly annotations: Readonly<Record<string, string>>;
      readonly labels: Readonly<Record<string, string>>;
    }
  /** Writes on the Job what its pod said, because pods do not stay. */
  | { readonly do: 'record-backup'; readonly job: Exactly; readonly backup: Backup }
  | {
      readonly do: 'rotate-password';
      readonly pod: Exactly;
      readonly container: string;
      readonly wanted: string;
      /** What the server may have. */
      readonly known: readonly string[];
      /** The Secret once the server has the password, or will have it at its next start. */
      readonly changed: Secret;
      /** The Secret when the server refused, with its error number. */
      readonly refused: (error: string) => Secret;
    }
  | {
      readonly do: 'discard-old-password';
      readonly pod: Exactly;
      readonly container: string;
      readonly password: string;
      readonly discarded: Secret;
      /** The Secret when the password does not work: the pod starts anew with it, and the server takes it. */
      readonly denied: Secret;
    };
