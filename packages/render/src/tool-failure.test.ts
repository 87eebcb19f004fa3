import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ExecError, type ExecErrorCode } from '@wildermesser/exec';
import { toolEnvironment } from './tool-environment.ts';
import { toolFailure } from './tool-failure.ts';

const failed = (code: ExecErrorCode, stderr: string): ExecError =>
  new ExecError(code, { command: 'helm', args: [], exitCode: 1, stdout: '', stderr }, 'helm did something');

test('a tool that failed speaks for itself, one that was too slow does not', () => {
  const cases: [error: ExecError, code: string, message: string][] = [
    [failed('FAILED', 'Error: bad values in /repo/app'), 'helm-failed', 'bad values in app'],
    [failed('FAILED', ' \n'), 'helm-failed', 'helm did something'],
    [failed('TIMEOUT', 'half a line'), 'helm-failed', 'helm did something'],
    [
      failed('FAILED', 'Get "https://x": proxyconnect tcp: dial tcp 127.0.0.1:9: refused'),
      'needs-network',
      'Get "https://x": proxyconnect tcp: dial tcp 127.0.0.1:9: refused',
    ],
  ];
  for (const [error, code, message] of cases) {
    const [finding] = toolFailure('helm-failed', error, ['/repo'], 'app').findings;
    assert.deepEqual([finding?.code, finding?.message, finding?.file], [code, message, 'app']);
  }
});

test('what is no fault of the input is not turned into a finding', () => {
  assert.throws(() => toolFailure('helm-failed', failed('KILLED', ''), [], 'app'), ExecError);
  assert.throws(() => toolFailure('helm-failed', new TypeError('bug'), [], 'app'), TypeError);
});

test('tools see nothing of this machine’s environment but a place for temporary files', () => {
  const { TMPDIR, ...rest } = toolEnvironment('/tmp/x', { ARGOCD_APP_NAME: 'a' });
  assert.equal(TMPDIR, '/tmp/x');
  assert.equal(rest.PATH, '');
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && value.length > 3) assert.notEqual(rest[name], value, name);
  }
});
