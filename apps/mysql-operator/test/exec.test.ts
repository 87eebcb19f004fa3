import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { connect } from '../src/cluster/connect.ts';
import { findEndpoint } from '../src/cluster/find-endpoint.ts';
import { type ExecOptions, pods } from '../src/cluster/index.ts';
import { systemClock } from '../src/runtime/clock.ts';
import { execServer, exited, type RunningProgram, success } from './exec-server.ts';
import { startFaultProxy } from './fault-proxy/fault-proxy.ts';

const ref = { namespace: 'default', name: 'mysql-0' };

const execOn = async (t: TestContext, url: URL, options: Partial<ExecOptions> = {}) => {
  const endpoint = await findEndpoint({ apiServer: url.href }, systemClock);
  const cluster = connect({ endpoint, userAgent: 'test/1', scrub: (text) => text.replaceAll('hunter2', '***') });
  t.after(() => cluster.close());
  return cluster.exec(pods, ref, { container: 'mysql', command: ['sh', '-c', 'a & b'], ...options });
};

const run = async (
  t: TestContext,
  program: (program: RunningProgram) => void,
  options: Partial<ExecOptions> = {},
  versions?: readonly string[],
) => execOn(t, await execServer(t, program, versions), options);

test('output and exit code of a program come back, its arguments arrive one by one', async (t) => {
  let url: URL | undefined;
  const result = await run(t, (program) => {
    url = program.url;
    program.stdout('one ');
    program.stderr('oops');
    program.stdout('два');
    program.exit(exited(3));
  });
  assert.deepEqual(result, { exitCode: 3, stdout: 'one два', stderr: 'oops', truncated: false });
  assert.equal(url?.pathname, '/api/v1/namespaces/default/pods/mysql-0/exec');
  assert.deepEqual(url?.searchParams.getAll('command'), ['sh', '-c', 'a & b']);
  assert.equal(url?.searchParams.get('stdin'), null);
});

test('input arrives whole and then ends', async (t) => {
  const stdin = 'é"\n'.repeat(20_000);
  const result = await run(
    t,
    (program) => {
      program.onEnd(() => program.exit(program.stdin() === stdin ? success : exited(1)));
    },
    { stdin },
  );
  assert.equal(result.exitCode, 0);
});

test('an API server without version 5 gets the input, and is not told of its end', async (t) => {
  const result = await run(
    t,
    (program) => {
      program.socket.on('message', () => {
        if (program.stdin().endsWith('end\n')) program.exit(exited(program.protocol === 'v4.channel.k8s.io' ? 4 : 1));
      });
    },
    { stdin: 'line\nend\n' },
    ['v4.channel.k8s.io'],
  );
  assert.equal(result.exitCode, 4);
});

test('output beyond the limit is dropped, and said to be', async (t) => {
  const result = await run(
    t,
    (program) => {
      for (let i = 0; i < 100; i++) program.stdout('x'.repeat(1000));
      program.exit(success);
    },
    { maxOutputBytes: 1500 },
  );
  assert.deepEqual([result.stdout.length, result.truncated, result.exitCode], [1500, true, 0]);
});

test('a connection that ends before the exit code leaves the outcome open', async (t) => {
  await assert.rejects(
    run(t, (program) => program.socket.terminate()),
    { name: 'ExecError', code: 'LOST' },
  );
  await assert.rejects(
    run(t, (program) => program.socket.close()),
    { name: 'ExecError', code: 'LOST' },
  );
});

test('a program that does not end in time leaves the outcome open', async (t) => {
  await assert.rejects(
    run(t, () => undefined, { timeoutMilliseconds: 1500 }),
    { code: 'LOST', message: 'exec in pods default/mysql-0: no end within 1.5 s' },
  );
});

test('a failure that is no exit code leaves the outcome open, and its text is scrubbed', async (t) => {
  await assert.rejects(
    run(t, (program) => program.exit({ status: 'Failure', reason: 'InternalError', message: 'hunter2: not found' })),
    { code: 'LOST', message: 'exec in pods default/mysql-0: ***: not found' },
  );
});

test('a Pod that is not there is a refusal: nothing ran', async (t) => {
  const url = await execServer(t, () => undefined);
  const proxy = await startFaultProxy({ upstream: await findEndpoint({ apiServer: url.href }, systemClock) });
  t.after(() => proxy.close());
  proxy.inject({ match: { write: true }, action: { answer: 404 } });
  await assert.rejects(execOn(t, proxy.url), { code: 'REFUSED', status: 404 });
});

test('a caller that gives up gets its own reason', async (t) => {
  const leaving = new AbortController();
  setTimeout(() => leaving.abort(new Error('stopping')), 20);
  await assert.rejects(
    run(t, () => undefined, { signal: leaving.signal }),
    /stopping/,
  );
});

test('the proxy passes exec on, and loses the outcome when told to', async (t) => {
  let runs = 0;
  const url = await execServer(t, (program) => {
    runs++;
    program.stdout('done');
    program.exit(success);
  });
  const moments: string[] = [];
  const proxy = await startFaultProxy({
    upstream: await findEndpoint({ apiServer: url.href }, systemClock),
  });
  proxy.onWrite(({ number, phase }) => void moments.push(`${number} ${phase}`));
  t.after(() => proxy.close());
  assert.equal((await execOn(t, proxy.url)).stdout, 'done');
  proxy.inject({ match: { write: true }, action: { reset: 'after' } });
  await assert.rejects(execOn(t, proxy.url), { code: 'LOST' });
  // From here it looks the same, though nothing ran.
  proxy.inject({ match: { write: true }, action: { reset: 'before' } });
  await assert.rejects(execOn(t, proxy.url), { code: 'LOST' });
  assert.equal(runs, 2);
  assert.deepEqual(moments, ['1 before', '1 after', '2 before', '2 after', '3 before']);
});
