import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { manualClock } from '../../test/manual-clock.ts';
import { ApiError } from '../cluster/index.ts';
import { createJsonLog } from './json-log.ts';
import type { LogLevel } from './log.ts';
import { createSecretRegistry } from './secret-registry.ts';

const rig = (level: LogLevel = 'debug') => {
  const lines: string[] = [];
  const secrets = createSecretRegistry();
  const log = createJsonLog({ write: (line) => lines.push(line), level, scrub: secrets.scrub, clock: manualClock() });
  return { lines, secrets, log };
};

test('a line is one JSON object with time, level, message and fields', () => {
  const { lines, log } = rig('info');
  log.debug('unseen');
  log.with({ mysql: 'default/a' }).info('two\nlines', { count: 2 });
  assert.deepEqual(lines, [
    '{"time":"1970-01-01T00:00:00.000Z","level":"info","message":"two\\nlines","mysql":"default/a","count":2}\n',
  ]);
});

test('an error is told with its fields and causes, a bug with its stack', () => {
  const { lines, log } = rig();
  const cause = new Error('socket', { cause: new Error('cable') });
  const fields = {
    status: 0,
    reason: 'Unreachable',
    call: 'get pods',
    causes: [],
    objectName: undefined,
    retryAfter: undefined,
  };
  log.warn('no', { error: new ApiError({ ...fields, reason: 'Unreachable' }, 'ECONNRESET', { cause }) });
  log.error('bug', { error: new TypeError('x is undefined') });
  const [first, second] = lines.map((line) => JSON.parse(line));
  assert.equal(first.error.message, 'get pods: ECONNRESET');
  assert.equal(first.error.reason, 'Unreachable');
  assert.equal(first.error.cause.cause.message, 'cable');
  assert.match(second.stack, /json-log\.test/);
});

test('what goes round in circles is cut off', () => {
  const { lines, log } = rig();
  const round: Record<string, unknown> = {};
  round.round = round;
  log.info('x', round);
  assert.match(lines[0] ?? '', /…/);
});

/** What the program might do with a secret before it says something. */
const disguises: readonly ((secret: string) => unknown)[] = [
  (secret) => secret,
  (secret) => `mysql -p${secret} -e x`,
  (secret) => new Error(`cannot use ${secret}`),
  (secret) => new Error('outer', { cause: new AggregateError([new Error(secret)], 'inner') }),
  (secret) => ({ deep: [{ [secret]: secret }] }),
  (secret) => JSON.stringify({ password: secret }),
  (secret) => JSON.stringify({ body: JSON.stringify({ password: secret }) }),
  (secret) => `https://x/?command=${encodeURIComponent(secret)}`,
  (secret) => new URLSearchParams({ command: secret }).toString(),
  (secret) => Buffer.from(secret).toString('base64'),
  (secret) => Buffer.from(secret).toString('base64url'),
  (secret) => Buffer.from(`root:${secret}@`).toString('base64'),
  (secret) => Buffer.from(`a:${secret}`).toString('base64'),
  (secret) => `ALTER USER root IDENTIFIED BY '${secret.replaceAll("'", "''")}'`,
  (secret) => Object.assign(new Error('x'), { stdout: secret }),
];

const secret = fc.oneof(
  fc.string({ minLength: 4, maxLength: 40 }),
  fc.string({ minLength: 4, maxLength: 40, unit: 'grapheme' }),
  fc.string({
    minLength: 6,
    maxLength: 256,
    unit: fc.constantFrom("'", '"', ';', '$', '(', ')', '\\', 'ж', '%', ' ', 'a'),
  }),
  fc.nat().map((n) => String(n + 100_000)),
);

test('a registered secret is in no line, whatever was done to it before', () => {
  const skeleton = '{"time":"1970-01-01T00:00:00.000Z","level":"error","message":"a message","field":"***","stack"';
  fc.assert(
    fc.property(secret, fc.constantFrom(...disguises), (value, disguise) => {
      // What a line always says, and what replaces a secret, cannot be kept out.
      const encoded = Buffer.from(value).toString('base64');
      fc.pre(!skeleton.includes(value.slice(0, 4)) && !/^[*]+$/.test(value) && value.trim() !== '');
      const { lines, secrets, log } = rig();
      const field = disguise(value);
      secrets.add(value);
      log.error('a message', { field, error: field });
      const line = lines.join('');
      JSON.parse(line);
      for (const form of [
        value,
        JSON.stringify(value).slice(1, -1),
        encodeURIComponent(value.toWellFormed()),
        encoded,
      ]) {
        assert.equal(line.includes(form), false, `${form} is in ${line}`);
      }
    }),
    { numRuns: 3000 },
  );
});

test('a secret inside of base64 is found at every alignment', () => {
  const { secrets } = rig();
  secrets.add('correct horse battery');
  for (const before of ['', 'a', 'ab', 'abc', 'root:']) {
    for (const after of ['', 'x', 'xy', 'xyz']) {
      const text = Buffer.from(`${before}correct horse battery${after}`).toString('base64');
      assert.match(secrets.scrub(text), /\*\*\*/);
    }
  }
});

test('of a value that is as short as a word only the word is replaced', () => {
  const { secrets } = rig();
  secrets.add('a');
  secrets.add('');
  assert.equal(secrets.scrub('-p a, pass=a, bar, па'), '-p ***, pass=***, bar, па');
});

test('the longer of two secrets that begin alike is replaced whole', () => {
  const { secrets } = rig();
  secrets.add('hunter');
  secrets.add('hunter22');
  assert.equal(secrets.scrub('hunter22 hunter hunter2'), '*** *** ***2');
});
