import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'mysql2';

const sha1 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** What a client says of itself. */
interface Given {
  readonly user: string;
  readonly authPluginData1: Buffer;
  readonly authPluginData2: Buffer;
  readonly authToken: Buffer;
}

/** Whether a client knows the password, as mysql_native_password asks it. */
const knows = ({ authPluginData1, authPluginData2, authToken }: Given, password: string): boolean => {
  if (authToken.length !== 20) return false;
  const stored = sha1(sha1(Buffer.from(password)));
  const mask = sha1(authPluginData1, authPluginData2, stored);
  return sha1(authToken.map((byte, index) => byte ^ (mask[index] ?? 0))).equals(stored);
};

/** Account of root. */
export type Account = 'localhost' | '%';

interface Passwords {
  primary: string;
  secondary: string | undefined;
}

interface Listener {
  readonly _server: { address(): AddressInfo | string | null };
  close(done: () => void): void;
}

/** COM_STATISTICS, which `mysqladmin status` asks with. */
const statistics = 9;

/**
 * A server that says it is MySQL and has second passwords as MySQL has them; real clients log in to it. It understands the statements of our
 * scripts alone, and refuses everything else as the parser would.
 */
export class DualServer {
  readonly accounts: Record<Account, Passwords>;
  readonly statements: string[] = [];
  readonly version: string;
  readonly folder = mkdtempSync(join(tmpdir(), 'dual-server-'));
  readonly #listeners: Listener[] = [];

  constructor(version: string, password: string) {
    this.version = version;
    const passwords = (): Passwords => ({ primary: password, secondary: undefined });
    this.accounts = { localhost: passwords(), '%': passwords() };
    chmodSync(this.folder, 0o755);
  }

  get socket(): string {
    return join(this.folder, 'mysqld.sock');
  }

  get port(): number {
    const address = this.#listeners[1]?._server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  async listen(): Promise<void> {
    for (const [account, where] of [
      ['localhost', [this.socket]],
      ['%', [0, '127.0.0.1']],
    ] as const) {
      const server = (createServer as unknown as () => ReturnType<typeof createServer>)();
      server.on('connection', (connection) => this.#serve(connection as never, account));
      await new Promise<void>((listening) => (server.listen as (...args: unknown[]) => void)(...where, listening));
      this.#listeners.push(server as never);
    }
    chmodSync(this.socket, 0o777);
  }

  close(): void {
    for (const listener of this.#listeners) listener.close(() => undefined);
    rmSync(this.folder, { recursive: true });
  }

  // biome-ignore lint/suspicious/noExplicitAny: the server side of mysql2 has no types
  #serve(connection: any, account: Account): void {
    const authCallback = (
      given: Given,
      done: (error: null, refusal?: { message: string; code: number }) => void,
    ): void => {
      const { primary, secondary } = this.accounts[account];
      const isValid = [primary, secondary].some((each) => each !== undefined && knows(given, each));
      setImmediate(() => {
        connection.sequenceId = 0;
      });
      if (given.user === 'root' && isValid) done(null);
      else done(null, { message: 'Access denied', code: 1045 });
    };
    connection.on('error', () => undefined);
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: this.version,
      connectionId: 1,
      statusFlags: 2,
      characterSet: 45,
      // Long passwords, databases at connect, the protocol of 4.1, secure connections, authentication by name.
      capabilityFlags: 0x0000_0001 | 0x0000_0008 | 0x0000_0200 | 0x0000_8000 | 0x0008_0000,
      authCallback,
    });
    const answer = (statement: string): void => {
      this.statements.push(statement);
      if (/^SELECT VERSION\(\)/.test(statement)) {
        const column = {
          catalog: 'def',
          schema: '',
          table: '',
          orgTable: '',
          name: 'v',
          orgName: 'v',
          characterSet: 45,
          columnLength: 80,
          columnType: 253,
          flags: 0,
          decimals: 0,
        };
        connection.writeTextResult([{ v: this.version }], [column]);
        return;
      }
      if (/^(SET SESSION|GRANT|CREATE USER IF NOT EXISTS|SELECT)/.test(statement) || this.#alter(statement))
        connection.writeOk();
      else connection.writeError({ message: 'You have an error in your SQL syntax', code: 1064 });
    };
    // mysql2 counts packets on over commands, and complains of clients that begin anew.
    const answerAnew = (statement: string): void => {
      answer(statement);
      connection.sequenceId = 0;
    };
    connection.on('query', answerAnew);
    connection.on('stmt_prepare', answerAnew);
    connection.on('quit', () => connection.stream.end());
    connection.on('packet', (_: unknown, isKnown: boolean, code: number) => {
      if (isKnown || code !== statistics) return;
      const text = Buffer.from('Uptime: 1');
      connection.stream.write(Buffer.concat([Buffer.from([text.length, 0, 0, 1]), text]));
      connection.sequenceId = 0;
    });
  }

  #alter(statement: string): boolean {
    const [, host, literal, retain] =
      /^ALTER USER 'root'@'(localhost|%)' IDENTIFIED BY '((?:[^'\\]|''|\\\\)*)'( RETAIN CURRENT PASSWORD)?$/.exec(
        statement,
      ) ?? [];
    if (host !== undefined && literal !== undefined) {
      const held = this.accounts[host as Account];
      if (retain !== undefined) held.secondary = held.primary;
      held.primary = literal.replaceAll("''", "'").replaceAll('\\\\', '\\');
      return true;
    }
    const [, dropped] = /^ALTER USER IF EXISTS 'root'@'(localhost|%)' DISCARD OLD PASSWORD$/.exec(statement) ?? [];
    if (dropped === undefined) return false;
    this.accounts[dropped as Account].secondary = undefined;
    return true;
  }
}
