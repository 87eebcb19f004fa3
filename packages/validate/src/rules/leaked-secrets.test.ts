import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { check, codes } from '../../test/check-rule.ts';
import { container, deployment, object } from '../../test/sample-manifests.ts';
import { leakedSecrets } from './leaked-secrets.ts';

/** Put together here, so that no scanner takes this file for a leak. */
const samples: Readonly<Record<string, string>> = {
  'a PEM private key': ['-----BEGIN RSA', 'PRIVATE KEY-----\nMIIE'].join(' '),
  'an OpenSSH private key': ['-----BEGIN OPENSSH', 'PRIVATE KEY-----'].join(' '),
  'an AWS access key': ['AKIA', 'IOSFODNN7EXAMPLE'].join(''),
  'a GitHub token': ['ghp', 'a1B2c3D4e5F6a1B2c3D4e5F6a1B2c3D4e5F6'].join('_'),
  'a GitLab token': ['glpat', 'a1B2c3D4e5F6a1B2c3D4'].join('-'),
  'a Slack token': ['xoxb', '123456789012-abcdefghijkl'].join('-'),
  'a JSON web token': ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'c2lnbmF0dXJlLWhlcmU'].join('.'),
  'a Google service account': `{"type": "service_account", "private${'_key'}": "abcdefghijkl"}`,
  'a URL with a password': ['postgres://app', 'hunter2pass@db.example:5432/app'].join(':'),
};

for (const [what, text] of Object.entries(samples)) {
  test(`${what} is found wherever it stands, and not repeated`, () => {
    const places = [
      object('v1', 'ConfigMap', { name: 'a', data: { file: `line\n${text}\nline` } }),
      object('v1', 'ConfigMap', { name: 'a', binaryData: { file: Buffer.from(text).toString('base64') } }),
      object('v1', 'ConfigMap', { name: 'a', annotations: { note: text } }),
      deployment({ name: 'a', pod: { containers: [container({ env: [{ name: 'A', value: text }] })] } }),
      deployment({ name: 'a', pod: { initContainers: [container({ args: [`--x=${text}`] })] } }),
      deployment({ name: 'a', pod: { containers: [container({ command: ['sh', '-c', `echo ${text}`] })] } }),
    ];
    for (const place of places) {
      const findings = check(leakedSecrets, [place]);
      assert.equal(findings.length, 1, JSON.stringify(place));
      assert.equal(JSON.stringify(findings).includes(text.slice(-12)), false);
    }
  });
}

test('a value that looks random under the name of a secret is reported', () => {
  const env = (name: string, value: string) =>
    deployment({ name: 'a', pod: { containers: [container({ env: [{ name, value }] })] } });
  for (const name of ['DB_PASSWORD', 'apiKey', 'access-token', 'CLIENT_SECRET']) {
    assert.deepEqual(codes(check(leakedSecrets, [env(name, 'xK9f2mQ7pL4w')])), ['leaked-secret a'], name);
  }
});

test('a URL with a password is found however short it is', () => {
  const value = ['a://u', 'p@h.example'].join(':');
  const manifest = deployment({ name: 'a', pod: { containers: [container({ env: [{ name: 'A', value }] })] } });
  assert.deepEqual(codes(check(leakedSecrets, [manifest])), ['leaked-secret a']);
});

test('a secret among the lines of a file is found beside a harmless one of the same name', () => {
  const text = 'password = $(PASSWORD)\npassword = xK9f2mQ7pL4w\n';
  const file = object('v1', 'ConfigMap', { name: 'a', data: { 'app.ini': text } });
  assert.equal(check(leakedSecrets, [file]).length, 1);
});

test('arguments and lines of files that assign a secret are reported', () => {
  const args = deployment({ name: 'a', pod: { containers: [container({ args: ['--password=xK9f2mQ7pL4w'] })] } });
  const pair = deployment({ name: 'a', pod: { containers: [container({ args: ['--password', 'xK9f2mQ7pL4w'] })] } });
  const file = object('v1', 'ConfigMap', { name: 'a', data: { 'app.ini': '[db]\npassword = xK9f2mQ7pL4w\n' } });
  for (const manifest of [args, pair, file]) assert.equal(check(leakedSecrets, [manifest]).length, 1);
});

test('what only refers to a secret, or holds the place of one, passes', () => {
  const harmless: [string, string][] = [
    ['DB_PASSWORD', '$(FROM_SECRET)'],
    ['DB_PASSWORD', ['$', '{FROM_SECRET}'].join('')],
    ['DB_PASSWORD_FILE', '/run/secrets/db-password-9f2'],
    ['SECRET_NAME', 'minio-keys-v2'],
    ['TOKEN_URL', 'https://login.example/token2'],
    ['PASSWORD', 'changeme'],
    ['PRODUCT_CATALOG_SERVICE_ADDR', 'productcatalogservice:3550'],
    ['DATABASE_URL', 'postgres://app:$(DB_PASSWORD)@db:5432/app'],
    ['CERTIFICATE', '-----BEGIN CERTIFICATE-----\nMIIB'],
    ['CHECKSUM', 'a'.repeat(64)],
  ];
  for (const [name, value] of harmless) {
    const manifest = deployment({ name: 'a', pod: { containers: [container({ env: [{ name, value }] })] } });
    assert.deepEqual(check(leakedSecrets, [manifest]), [], `${name}=${value}`);
  }
});

test('no finding ever contains the value it is about', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9]{16,40}$/), (value) => {
      const manifest = deployment({ name: 'a', pod: { containers: [container({ env: [{ name: 'TOKEN', value }] })] } });
      assert.equal(JSON.stringify(check(leakedSecrets, [manifest])).includes(value), false);
    }),
    { numRuns: 100 },
  );
});

test('hexadecimal and base64 values count as random, repeated characters do not', () => {
  const env = (value: string) =>
    check(leakedSecrets, [
      deployment({ name: 'a', pod: { containers: [container({ env: [{ name: 'SECRET', value }] })] } }),
    ]).length;
  assert.equal(env('9f86d081884c7d659a2feaa0c55ad015'), 1);
  assert.equal(env('bXktc2VjcmV0LXZhbHVlLWhlcmU='), 1);
  assert.equal(env('0000000000000000'), 0);
  assert.equal(env('correct-horse-battery'), 0);
});
