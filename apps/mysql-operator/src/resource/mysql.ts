import type { ObjectMeta } from '@wildermesser/manifest/meta/v1';

/**
 * A MySQL or MariaDB server with one database, whose data is dumped before it is deleted and comes back with it.
 *
 * @plural mysqls
 * @singular mysql
 * @shortName ms
 * @category databases
 * @nameMaxLength 51
 * @printColumn Ready string .status.conditions[?(@.type=="Ready")].status
 * @printColumn State string .status.state
 * @printColumn Image string .spec.image
 * @printColumn Storage string .spec.storage_size
 * @printColumn Last-Backup date .status.last_backup.time
 * @printColumn Reason string .status.conditions[?(@.type=="Ready")].message priority=1
 * @printColumn Age date .metadata.creationTimestamp
 * @rule self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')
 *   message: the name must begin with a letter and have only lower-case letters, digits and dashes: it is that of a Service
 * @rule !self.metadata.name.startsWith('backup-')
 *   message: the name must not begin with backup-, which the volumes of backups begin with
 */
export interface MySQL {
  readonly apiVersion: 'otus.homework/v1';
  readonly kind: 'MySQL';
  readonly metadata: ObjectMeta;
  readonly spec: MySQLSpec;
  readonly status?: MySQLStatus;
}

/**
 * What is wanted.
 *
 * @rule self.password.size() > 0 || has(self.password_secret)
 *   message: give a password, or password_secret and an empty password
 *   reason: FieldValueRequired
 *   fieldPath: .password
 * @rule self.password.size() == 0 || !has(self.password_secret)
 *   message: must be empty beside password_secret
 *   fieldPath: .password
 * @rule has(self.storage_class) == has(oldSelf.storage_class)
 *   message: storage_class can neither be added nor removed
 */
export interface MySQLSpec {
  /**
   * Image of the server: MySQL from 5.7, or MariaDB from 10.5. A series older than that of the data is not used.
   *
   * @minLength 1
   * @maxLength 512
   * @example "docker.io/library/mysql:8.4"
   */
  readonly image: string;
  /**
   * Name of the database, which is made with the server.
   *
   * @minLength 1
   * @maxLength 64
   * @pattern ^[0-9A-Za-z_][0-9A-Za-z_-]*$
   * @immutable
   * @rule !(self.lowerAscii() in ['mysql', 'sys', 'information_schema', 'performance_schema', 'mysql_operator'])
   *   message: is a schema of the server itself
   */
  readonly database: string;
  /**
   * Password of root; changing it changes that of the server. Whoever may read the object reads it here: `password_secret`
   * with an empty password keeps it out.
   *
   * @maxLength 256
   * @rule !self.contains('\n') && !self.contains('\r') && !self.contains('\u0000')
   *   message: must be one line without zero characters
   */
  readonly password: string;
  /**
   * Size of the volume of the data, and of that of the backups. It can grow where the storage class allows it.
   *
   * @maxLength 32
   * @example "1Gi"
   * @rule isQuantity(self) && sign(quantity(self)) == 1
   *   message: must be an amount above zero, such as 1Gi
   * @rule !isQuantity(self) || !isQuantity(oldSelf) || quantity(self).compareTo(quantity(oldSelf)) >= 0
   *   message: must not become smaller: volumes cannot shrink
   */
  readonly storage_size: string;
  /** Where the password of root is, instead of `password`. Changing the Secret changes the password of the server. */
  readonly password_secret?: SecretReference;
  /**
   * What becomes of the data when this object is deleted. `Backup` waits for a verified dump and then deletes it; `Retain` keeps
   * the volume; `Delete` neither dumps nor keeps.
   *
   * @default "Backup"
   */
  readonly deletion_policy?: 'Backup' | 'Retain' | 'Delete';
  /**
   * Stops the server and keeps everything else.
   *
   * @default false
   */
  readonly suspend?: boolean;
  /**
   * How many dumps are kept.
   *
   * @minimum 1
   * @maximum 100
   * @default 3
   */
  readonly backup_retention?: number;
  /**
   * Storage class of both volumes. Without it they are directories of the node, below `/data`.
   *
   * @minLength 1
   * @maxLength 253
   * @immutable
   */
  readonly storage_class?: string;
  /** What the server may use. Default: requests of 100m and 512Mi, limits of 1 and 1Gi. */
  readonly resources?: Resources;
}

/** One value of a Secret in the namespace of the object. */
export interface SecretReference {
  /**
   * @minLength 1
   * @maxLength 253
   */
  readonly name: string;
  /**
   * Key in its data.
   *
   * @minLength 1
   * @maxLength 253
   * @pattern ^[-._a-zA-Z0-9]+$
   * @default "password"
   */
  readonly key?: string;
}

/** Amounts by the name of the resource. */
export interface Resources {
  /** @maxProperties 8 */
  readonly requests?: Readonly<Record<string, string>>;
  /** @maxProperties 8 */
  readonly limits?: Readonly<Record<string, string>>;
}

/** What there is. Written for people and for Argo CD; the operator decides nothing by it. */
export interface MySQLStatus {
  /** Name of the state: docs/mysql-operator/states.md. */
  readonly state?: string;
  /** The generation of the object that this is about. */
  readonly observedGeneration?: number;
  /**
   * @listType map
   * @listMapKey type
   * @maxItems 16
   */
  readonly conditions?: readonly MySQLCondition[];
  /** How the instance came to be. */
  readonly mysql_on_create?: Message;
  /** What the last change did. */
  readonly mysql_on_update?: Message;
  /** The last backup that was verified. */
  readonly last_backup?: Backup;
}

/** A sentence. */
export interface Message {
  readonly message: string;
}

/** A backup on the volume of the backups. */
export interface Backup {
  /** Its number, the name of its directory. */
  readonly backup: string;
  /** Of the dump. */
  readonly sha256: string;
  readonly bytes: number;
  readonly tables: number;
  /**
   * When it was done.
   *
   * @format date-time
   */
  readonly time: string;
}

/** One aspect of what there is. */
export interface MySQLCondition {
  /** @maxLength 316 */
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  /**
   * A word of docs/mysql-operator/conditions.md.
   *
   * @minLength 1
   * @maxLength 1024
   */
  readonly reason: string;
  /** @maxLength 32768 */
  readonly message: string;
  /**
   * When `status` changed.
   *
   * @format date-time
   */
  readonly lastTransitionTime: string;
  readonly observedGeneration?: number;
}
