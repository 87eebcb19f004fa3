/** What lies in one data directory. */
export interface Data {
  readonly uid: string;
  readonly rows: Set<string>;
  marker: { readonly backup: string; readonly uid: string } | undefined;
  accounts: Record<'localhost' | '%', { password: string; second: string | undefined }>;
}

/** Directories of the node: they stay whatever becomes of the objects. */
export class Disk {
  readonly #data = new Map<string, Data>();
  readonly #aside: Data[] = [];
  /** Rows of each backup, by the volume. */
  readonly backups = new Map<string, (readonly string[])[]>();

  /** The data on a volume, as the start script finds it or makes it. */
  open(volume: string, uid: string): Data {
    const there = this.#data.get(volume);
    if (there?.uid === uid) return there;
    if (there !== undefined) this.#aside.push(there);
    const account = () => ({ password: '', second: undefined });
    const made: Data = { uid, rows: new Set(), marker: undefined, accounts: { localhost: account(), '%': account() } };
    this.#data.set(volume, made);
    return made;
  }

  /** What is on the volume now, for asking whether a row is still anywhere. */
  on(volume: string): Data | undefined {
    return this.#data.get(volume);
  }

  backup({ backupVolume }: { readonly backupVolume: string }, server: Server): object {
    const made = this.backups.get(backupVolume) ?? [];
    // What was not restored yet stays the newest.
    if (server.data.marker !== undefined || made.length === 0) made.push([...server.data.rows]);
    this.backups.set(backupVolume, made);
    server.isReadOnly = true;
    return { backup: `${made.length}`.padStart(8, '0'), bytes: 1, tables: 1, sha256: 'a'.repeat(64) };
  }

  restore({ backupVolume }: { readonly backupVolume: string }, server: Server, uid: string): object {
    const { data } = server;
    if (data.marker !== undefined)
      return data.marker.uid === uid && data.marker.backup !== ''
        ? { restored: true, backup: data.marker.backup }
        : { restored: false, why: 'DataKept' };
    const newest = this.backups.get(backupVolume)?.at(-1);
    const isEmpty = data.rows.size === 0;
    if (newest !== undefined && !isEmpty) return { error: 'DatabaseNotEmpty', message: 'there are tables already' };
    data.marker = { uid, backup: newest === undefined ? '' : 'newest' };
    if (newest === undefined) return { restored: false, why: 'NoBackup' };
    for (const row of newest) data.rows.add(row);
    return { restored: true, backup: 'newest' };
  }
}

/** A running server with both accounts of root, and second passwords as MySQL has them. */
export class Server {
  readonly data: Data;
  /** Of the last backup before a deletion. */
  isReadOnly = false;
  /** Refuses this password, as a policy does. */
  static refused = 'weak';

  constructor(data: Data, password: string) {
    this.data = data;
    for (const account of Object.values(data.accounts)) account.password = password;
  }

  accepts(account: 'localhost' | '%', password: string): boolean {
    const { password: first, second } = this.data.accounts[account];
    return password === first || password === second;
  }

  /** Whether a row was acknowledged. Nobody writes before the restore is through. */
  write(row: string): boolean {
    if (this.isReadOnly || this.data.marker === undefined) return false;
    this.data.rows.add(row);
    return true;
  }

  rotate(
    wanted: string,
    known: readonly string[],
    accounts: readonly ('localhost' | '%')[],
  ): 'changed' | 'denied' | 'refused' {
    const works = [wanted, ...known].some((each) => this.accepts('localhost', each) || this.accepts('%', each));
    if (!works) return 'denied';
    for (const account of accounts) {
      const held = this.data.accounts[account];
      if (held.password === wanted) continue;
      if (wanted === Server.refused) return 'refused';
      this.data.accounts[account] = { password: wanted, second: held.password };
    }
    return 'changed';
  }

  /** Undefined when nobody answers, false when the password does not work. */
  discard(password: string): boolean | undefined {
    if (!this.accepts('localhost', password)) return false;
    for (const account of Object.values(this.data.accounts)) account.second = undefined;
    return true;
  }
}
