import type {
  deployments,
  jobs,
  networkPolicies,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  StoredOf,
  secrets,
  services,
} from '../cluster/index.ts';
import type { StoredMySQL } from '../resource/index.ts';

export type StoredSecret = StoredOf<typeof secrets>;
export type StoredVolume = StoredOf<typeof persistentVolumes>;
export type StoredClaim = StoredOf<typeof persistentVolumeClaims>;
export type StoredService = StoredOf<typeof services>;
export type StoredNetworkPolicy = StoredOf<typeof networkPolicies>;
export type StoredDeployment = StoredOf<typeof deployments>;
export type StoredJob = StoredOf<typeof jobs>;
export type StoredPod = StoredOf<typeof pods>;

/** The password that the MySQL names, or why there is none. Never empty, at most 256 bytes, one line. */
export type WantedPassword =
  | { readonly value: string }
  | { readonly missing: 'SecretMissing' | 'PasswordInvalid'; readonly message: string };

/** All that is there of what belongs to one MySQL, by its name alone: whose it is has to be asked of each. */
export interface Children {
  readonly secret?: StoredSecret | undefined;
  readonly dataVolume?: StoredVolume | undefined;
  readonly dataClaim?: StoredClaim | undefined;
  readonly backupVolume?: StoredVolume | undefined;
  readonly backupClaim?: StoredClaim | undefined;
  readonly service?: StoredService | undefined;
  readonly networkPolicy?: StoredNetworkPolicy | undefined;
  readonly deployment?: StoredDeployment | undefined;
  readonly restoreJob?: StoredJob | undefined;
  readonly backupJob?: StoredJob | undefined;
}

/** Everything that a decision about one MySQL may rest on, as it was at one moment. */
export interface Snapshot {
  /** Milliseconds since 1970, to tell how long ago the API server said something happened. */
  readonly now: number;
  readonly mysql: StoredMySQL;
  readonly isNamespaceTerminating: boolean;
  readonly password: WantedPassword;
  readonly children: Children;
  /** Pods of the server, of the restore Job and of the backup Job. */
  readonly pods: readonly StoredPod[];
  /** Whether the storage class lets claims grow; undefined when nobody had to ask. */
  readonly isExpandable?: boolean | undefined;
}
