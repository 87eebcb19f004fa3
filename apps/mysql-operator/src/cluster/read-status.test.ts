import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isNamespaceTerminating } from './api-error.ts';
import { errorFromAnswer, retryAfterOf } from './read-status.ts';

const context = { call: 'apply mysqls.otus.homework default/a', scrub: (text: string) => text };

const invalid = (causes: readonly { readonly reason: string; readonly message: string; readonly field: string }[]) =>
  errorFromAnswer(
    JSON.stringify({
      kind: 'Status',
      code: 422,
      reason: 'Invalid',
      message: `MySQL "a" is invalid: ${causes.map(({ field, message }) => `${field}: ${message}`).join(', ')}`,
      details: { name: 'a', causes },
    }),
    422,
    undefined,
    context,
  );

test('a refusal names the field and what is wrong', () => {
  const error = invalid([
    { reason: 'FieldValueRequired', message: 'Required value', field: 'spec.storage_size' },
    { reason: 'FieldValueInvalid', message: 'Invalid value: "s\\"x: y": must be short', field: 'spec.password' },
    { reason: 'FieldValueInvalid', message: 'Invalid value: 17: must be text', field: 'spec.image' },
  ]);
  assert.equal(
    error.message,
    'apply mysqls.otus.homework default/a: 422 Invalid: spec.storage_size: Required value; ' +
      'spec.password: Invalid value: must be short; spec.image: Invalid value',
  );
  assert.deepEqual([error.status, error.reason, error.causes[0]?.field], [422, 'Invalid', 'spec.storage_size']);
});

test('no value that was refused is in the error, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 12, unit: 'binary' }), (value) => {
      const literal = JSON.stringify(value);
      const error = invalid([{ reason: 'FieldValueInvalid', message: `Invalid value: ${literal}: no`, field: 'f' }]);
      assert.equal(error.message.includes(value), false);
      assert.equal(JSON.stringify(error.causes).includes(literal.slice(1, -1)), false);
      assert.equal(error.causes[0]?.detail, 'Invalid value: no');
    }),
  );
});

test('asking for another uid than that of the object is a conflict, as with every other precondition', () => {
  const uid = { reason: 'FieldValueInvalid', message: 'Invalid value: "a": field is immutable', field: 'metadata.uid' };
  assert.equal(invalid([uid, uid]).reason, 'Conflict');
  assert.equal(invalid([uid, { ...uid, field: 'spec.image' }]).reason, 'Invalid');
  assert.equal(invalid([]).reason, 'Invalid');
});

test('a body that is no Status leaves the status code to tell', () => {
  for (const body of ['', '404 page not found', '<html>', '[1]', 'null', '"x"']) {
    const error = errorFromAnswer(body, 404, undefined, context);
    assert.deepEqual(
      [error.reason, error.objectName, error.message],
      ['NotFound', undefined, `${context.call}: 404 NotFound`],
    );
  }
  assert.equal(errorFromAnswer('', 418, undefined, context).reason, 'Unknown');
});

test('a new object in a namespace that is being deleted is told apart', () => {
  const body = {
    kind: 'Status',
    code: 403,
    reason: 'Forbidden',
    message: 'jobs.batch "b" is forbidden: unable to create new content in namespace n because it is being terminated',
    details: {
      name: 'b',
      causes: [{ reason: 'NamespaceTerminating', message: 'namespace n …', field: 'metadata.namespace' }],
    },
  };
  assert.ok(isNamespaceTerminating(errorFromAnswer(JSON.stringify(body), 403, undefined, context)));
  assert.equal(isNamespaceTerminating(errorFromAnswer('', 403, undefined, context)), false);
});

test('when to come back is in the header, or in the details', () => {
  assert.equal(retryAfterOf('2'), 2000);
  assert.equal(retryAfterOf('Wed, 21 Oct 2026 07:28:00 GMT'), undefined);
  const body = JSON.stringify({ kind: 'Status', code: 429, details: { retryAfterSeconds: 3 } });
  assert.equal(errorFromAnswer(body, 429, undefined, context).retryAfter, 3000);
  assert.equal(errorFromAnswer(body, 429, '1', context).retryAfter, 1000);
});

test('registered secrets are taken out of what the API server says', () => {
  const scrub = (text: string) => text.replaceAll('hunter2', '***');
  const body = JSON.stringify({ kind: 'Status', code: 403, reason: 'Forbidden', message: 'no hunter2 here' });
  assert.match(errorFromAnswer(body, 403, undefined, { ...context, scrub }).message, /403 Forbidden: no \*\*\* here$/);
});
