/** Which MySQL. */
export interface MySQLRef {
  readonly namespace: string;
  readonly name: string;
}

/** Group of the finalizer, labels and annotations. */
const group = 'otus.homework';

/** Holds a MySQL until its data is safe. */
export const finalizer = `${group}/final-backup`;

/** Field manager, and value of the label `app.kubernetes.io/managed-by`. */
export const manager = 'mysql-operator';

export const annotations = {
  /** On a MySQL: its uid lets it go without a last backup. */
  skipFinalBackup: `${group}/skip-final-backup`,
  /** On children: a digest of what was applied last, which shows when fields have to go. */
  applied: `${group}/applied`,
  /** On the Secret: how often the proven password changed. */
  revision: `${group}/password-revision`,
  /** On the pod template: uid and revision of the Secret that the pod starts with. */
  password: `${group}/password`,
  /** On the Deployment: the last image whose server answered, so the one that the data is of. */
  served: `${group}/served-image`,
  /** On the backup Job: what its pod said about the backup. */
  backup: `${group}/backup`,
  /** On volumes and claims: uid of the MySQL that the data on them began with. */
  dataUid: `${group}/data-uid`,
  /** On volumes that outlive their MySQL: why. */
  retained: `${group}/retained`,
} as const;

export const labels = {
  managedBy: 'app.kubernetes.io/managed-by',
  /** Namespace and name of the MySQL; the namespace is needed on volumes, which have none. */
  namespace: `${group}/mysql-namespace`,
  name: `${group}/mysql`,
  /** uid of the MySQL that an object was made for; absent on what outlives it. */
  uid: `${group}/mysql-uid`,
} as const;

/** Names of everything that belongs to a MySQL. Claims, Jobs and workloads are called as they always were. */
export const namesOf = ({ namespace, name }: MySQLRef) => {
  // A dot is in no name of a namespace and in none of a MySQL, so two of them never meet.
  const wide = namespace === 'default' ? name : `${namespace}.${name}`;
  const backupWide = namespace === 'default' ? `backup-${name}` : `${namespace}.backup-${name}`;
  return {
    deployment: name,
    service: name,
    networkPolicy: name,
    secret: `${name}-password`,
    dataVolume: `${wide}-pv`,
    dataClaim: `${name}-pvc`,
    backupVolume: `${backupWide}-pv`,
    backupClaim: `backup-${name}-pvc`,
    backupJob: `backup-${name}-job`,
    restoreJob: `restore-${name}-job`,
    dump: `${name}-dump.sql`,
  } as const;
};
