import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { ExecError } from './exec-error.ts';
import { run, runBinary } from './run.ts';

const node = process.execPath;
const script = (code: string): readonly string[] => ['--input-type=module', '-e', code];

const failureOf = async (work: Promise<unknown>): Promise<ExecError> => {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof ExecError, String(error));
    return error;
  }
  assert.fail('the run did not fail');
};

/** A process that has ended and that nobody has asked about yet still has a number. */
const isRunning = async (pid: number): Promise<boolean> => {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  return stat === undefined || !/\) Z /.test(stat);
};

const ended = async (pid: number): Promise<boolean> => {
  for (let round = 0; round < 200; round += 1) {
    if (!(await isRunning(pid))) return true;
    await pause(10);
  }
  return false;
};

/** Starts a child of its own, prints its process id, and waits. */
const parent = `
  import { spawn } from 'node:child_process';
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
  process.stdout.write(String(child.pid) + '\\n');
  setInterval(() => {}, 1000);
`;

test('a program that ends well gives both of its streams', async () => {
  const output = await run(node, script('console.log("out"); console.error("err")'));
  assert.deepEqual(output, { stdout: 'out\n', stderr: 'err\n' });
});

test('arguments reach the program as they are, because there is no shell', async () => {
  const args = ['$(echo x)', '`id`', '; true', '*', '', 'a b', "it's", '--'];
  const { stdout } = await run(node, ['-e', 'console.log(JSON.stringify(process.argv.slice(1)))', '--', ...args]);
  assert.deepEqual(JSON.parse(stdout), args);
});

test('input reaches the standard input of the program', async () => {
  const { stdout } = await run(node, script('process.stdin.pipe(process.stdout)'), { input: 'ä\0b' });
  assert.equal(stdout, 'ä\0b');
});

test('a program that does not read its input is no failure', async () => {
  assert.equal((await run(node, script(''), { input: 'x'.repeat(5_000_000) })).stdout, '');
});

test('output of many megabytes comes back whole', async () => {
  const { stdout } = await run(node, script('process.stdout.write("0123456789".repeat(3_000_000))'));
  assert.equal(stdout.length, 30_000_000);
});

test('binary output keeps its bytes', async () => {
  const { stdout } = await runBinary(node, script('process.stdout.write(Buffer.from([0, 255, 128, 10]))'));
  assert.deepEqual([...stdout], [0, 255, 128, 10]);
});

test('only the given environment is seen by the program', async () => {
  const { stdout } = await run(node, script('console.log(Object.keys(process.env).join())'), { env: { ONLY: '1' } });
  assert.equal(stdout, 'ONLY\n');
});

test('a program that fails is reported with code, arguments, exit code and streams', async () => {
  const args = script('console.log("o"); console.error("e"); process.exit(3)');
  const { code, command, exitCode, stdout, stderr, args: reported } = await failureOf(run(node, args));
  assert.deepEqual(
    { code, command, exitCode, stdout, stderr, reported },
    { code: 'FAILED', command: node, exitCode: 3, stdout: 'o\n', stderr: 'e\n', reported: args },
  );
});

test('a missing program is reported as not found', async () => {
  const error = await failureOf(run('no-such-program-here', ['x']));
  assert.equal(error.code, 'NOT_FOUND');
  assert.match(error.message, /no-such-program-here cannot be started/);
});

test('a program ended by a signal from outside is reported as killed', async () => {
  const error = await failureOf(run(node, script('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)')));
  assert.deepEqual([error.code, error.exitCode], ['KILLED', undefined]);
});

test('a program that runs too long is ended together with what it started', async () => {
  const error = await failureOf(run(node, script(parent), { timeoutSeconds: 1 }));
  assert.equal(error.code, 'TIMEOUT');
  const grandchild = Number(error.stdout);
  assert.ok(grandchild > 0, `no child was started: ${error.stdout}${error.stderr}`);
  assert.ok(await ended(grandchild), 'the grandchild is still running');
});

test('a cancelled program is ended together with what it started', async () => {
  const cancel = new AbortController();
  const work = run(node, script(parent), { signal: cancel.signal });
  setTimeout(() => cancel.abort(), 700);
  const error = await failureOf(work);
  assert.equal(error.code, 'KILLED');
  if (error.stdout !== '') assert.ok(await ended(Number(error.stdout)), 'the grandchild is still running');
});

test('one signal cancels many programs at once, without a warning', async () => {
  const warnings: string[] = [];
  const listen = (warning: Error): void => {
    warnings.push(warning.name);
  };
  process.on('warning', listen);
  const cancel = new AbortController();
  const work = Array.from({ length: 12 }, () => run('sleep', ['1000'], { signal: cancel.signal }));
  cancel.abort();
  const results = await Promise.allSettled(work);
  process.off('warning', listen);
  assert.ok(results.every(({ status }) => status === 'rejected'));
  assert.deepEqual(warnings, []);
});

test('nothing is started when the work is cancelled already', async () => {
  const error = await failureOf(run('no-such-program-here', [], { signal: AbortSignal.abort() }));
  assert.equal(error.code, 'KILLED');
});

test('an exit in the middle leaves no program behind', async () => {
  const code = `
    import { run } from ${JSON.stringify(new URL('./run.ts', import.meta.url).href)};
    run('sh', ['-c', 'echo $$ > "$0"; sleep 1000', process.argv[1]]).catch(() => {});
    const { readFileSync } = await import('node:fs');
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      try { if (readFileSync(process.argv[1], 'utf8').endsWith('\\n')) break; } catch {}
    }
    process.exit(0);
  `;
  const folder = await mkdtemp(join(tmpdir(), 'exit-'));
  try {
    await run(node, [...script(code), join(folder, 'pid')]);
    const pid = Number(await readFile(join(folder, 'pid'), 'utf8'));
    assert.ok(pid > 0);
    assert.ok(await ended(pid), 'the program is still running');
  } finally {
    await rm(folder, { recursive: true });
  }
});
