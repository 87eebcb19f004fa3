import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup, discardOldPassword, restore, rotatePassword, startServer } from '../src/database/scripts/index.ts';

const isInstalled =
  spawnSync('sh', ['-c', 'command -v mariadbd && command -v mariadb-install-db && command -v mariadb-dump']).status ===
  0;

/** Why tests with a real server do not run, undefined where they do. Where they are required they run, and fail. */
export const noServer: string | false =
  isInstalled || process.env.E2E_REQUIRED === '1'
    ? false
    : 'mariadb-server is not installed (apt-get install mariadb-server)';

/** A server does not run as root; in a pod it is 999. */
const user = ((): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const id = spawnSync('id', ['-u', 'mysql']).stdout.toString().trim();
  return { uid: Number(id || 65534), gid: Number(id || 65534) };
})();

/** How a program ended. */
export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What it left for the operator in the termination log. */
  readonly result: string;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/** Runs a script as a container does, without stopping the test's own event loop. */
export const runScript = (script: string, env: Record<string, string>, input = ''): Promise<Run> =>
  new Promise((resolve) => {
    const child = spawn('sh', ['-c', script], { ...user, env: { PATH: process.env.PATH, ...env } });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => {
      output.stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output.stderr += chunk;
    });
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('close', (code) => {
      const { RESULT } = env;
      const result = RESULT !== undefined && existsSync(RESULT) ? readFileSync(RESULT, 'utf8') : '';
      resolve({ code, ...output, result });
    });
  });

/** One volume with a real server on it, started by the very script of the pods. */
export class Mariadb {
  readonly #root: string;
  readonly port: number;
  #process: ChildProcess | undefined;
  log = '';

  private constructor(root: string, port: number) {
    this.#root = root;
    this.port = port;
  }

  static async create(): Promise<Mariadb> {
    const root = mkdtempSync(join(tmpdir(), 'mysql-operator-'));
    chmodSync(root, 0o755);
    const server = new Mariadb(root, await freePort());
    for (const directory of ['data', 'run', 'backups', 'credentials']) {
      mkdirSync(join(root, directory));
      server.give(join(root, directory));
    }
    return server;
  }

  give(path: string): void {
    if (user.uid !== undefined) chownSync(path, user.uid, user.gid ?? user.uid);
  }

  get data(): string {
    return join(this.#root, 'data');
  }

  get backups(): string {
    return join(this.#root, 'backups');
  }

  get socket(): string {
    return join(this.#root, 'run', 'mysqld.sock');
  }

  get #result(): string {
    return join(this.#root, 'run', 'result');
  }

  /** Environment of the container of the server. */
  environment(password: string, more: Record<string, string> = {}): Record<string, string> {
    return {
      ROOT: this.data,
      RUN: join(this.#root, 'run'),
      PORT: `${this.port}`,
      RESULT: this.#result,
      MYSQL_ROOT_PASSWORD: password,
      MYSQL_DATABASE: 'otus-database',
      DATA_UID: 'uid-1',
      ...more,
    };
  }

  /** Starts the server and waits until it answers, or until it ends; the exit code then. */
  async start(password: string, more: Record<string, string> = {}): Promise<number | undefined> {
    rmSync(this.#result, { force: true });
    const child = spawn('sh', ['-c', startServer], {
      ...user,
      env: { PATH: process.env.PATH, ...this.environment(password, more) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        this.log += chunk;
      });
    const until = Date.now() + 60_000;
    while (child.exitCode === null && Date.now() < until) {
      const ping = await runScript('exec mariadb-admin --no-defaults --socket="$SOCKET" ping', { SOCKET: this.socket });
      if (ping.code === 0) return undefined;
      await new Promise((next) => setTimeout(next, 50));
    }
    return child.exitCode ?? -1;
  }

  /** What the server's script refused with. */
  get refusal(): string {
    return existsSync(this.#result) ? readFileSync(this.#result, 'utf8') : '';
  }

  /** Ends the server as the kubelet does, and waits for it. */
  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill('SIGTERM');
    await ended;
  }

  /** Stops the server and removes everything. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** Runs SQL as root with a password, by the socket or by TCP. */
  async sql(password: string, statement: string, account: 'localhost' | '%' = 'localhost'): Promise<Run> {
    const way =
      account === 'localhost'
        ? ['--protocol=socket', `--socket=${this.socket}`]
        : ['--protocol=tcp', '--host=127.0.0.1', `--port=${this.port}`];
    return runScript(
      `exec mariadb --no-defaults --user=root --default-character-set=utf8mb4 --batch --skip-column-names ${way.join(' ')}`,
      { MYSQL_PWD: password },
      statement,
    );
  }

  /** The rows of a query by the socket, columns joined by tabs. */
  async rows(password: string, query: string): Promise<readonly string[]> {
    const { code, stdout, stderr } = await this.sql(password, query);
    if (code !== 0) throw new Error(stderr);
    return stdout.split('\n').filter((line) => line !== '');
  }

  /** Which of the root accounts take a password. */
  async accepted(password: string): Promise<readonly string[]> {
    const accounts = ['localhost', '%'] as const;
    const runs = await Promise.all(accounts.map((account) => this.sql(password, 'SELECT 1', account)));
    return accounts.filter((_, index) => runs[index]?.code === 0);
  }

  rotate(wanted: string, ...known: readonly string[]): Promise<Run> {
    const input = `${[wanted, ...known].join('\n')}\n\n`;
    return runScript(rotatePassword, { SOCKET: this.socket, PORT: `${this.port}` }, input);
  }

  discard(password: string): Promise<Run> {
    return runScript(discardOldPassword, { SOCKET: this.socket, PORT: `${this.port}` }, `${password}\n\n`);
  }

  /** What the mounted Secret holds while a Job runs. */
  #job(secret: Record<string, string>, more: Record<string, string>): Record<string, string> {
    const directory = join(this.#root, 'credentials');
    rmSync(directory, { recursive: true });
    mkdirSync(directory);
    for (const [key, value] of Object.entries(secret)) writeFileSync(join(directory, key), value);
    rmSync(this.#result, { force: true });
    return {
      HOST: '127.0.0.1',
      PORT: `${this.port}`,
      CREDENTIALS: directory,
      RESULT: this.#result,
      ATTEMPTS: '2',
      DIRECTORY: this.backups,
      DUMP: 'mysql-instance-dump.sql',
      MYSQL_DATABASE: 'otus-database',
      INSTANCE: 'uid-1',
      NAME: 'default/mysql-instance',
      KEEP: '3',
      FINAL: 'no',
      ...more,
    };
  }

  backup(secret: Record<string, string>, more: Record<string, string> = {}): Promise<Run> {
    return runScript(backup, this.#job(secret, more));
  }

  restore(secret: Record<string, string>, more: Record<string, string> = {}): Promise<Run> {
    return runScript(restore, this.#job(secret, more));
  }
}
