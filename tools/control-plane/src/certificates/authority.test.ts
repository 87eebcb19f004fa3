import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { createAuthority } from './authority.ts';

test('a certificate carries the user and the groups, and is signed by its authority alone', async () => {
  const [authority, other] = await Promise.all([createAuthority('one'), createAuthority('other')]);
  const { certificate, key } = await authority.issue({ name: 'jane, the "first"', groups: ['developers', 'admins'] });
  const parsed = new X509Certificate(certificate);
  const { O: groups, CN: name } = parsed.toLegacyObject().subject as unknown as { O: string[]; CN: string };
  assert.deepEqual({ name, groups }, { name: 'jane, the "first"', groups: ['developers', 'admins'] });
  assert.ok(parsed.checkIssued(new X509Certificate(authority.certificate)));
  assert.ok(parsed.verify(new X509Certificate(authority.certificate).publicKey));
  assert.ok(!parsed.verify(new X509Certificate(other.certificate).publicKey));
  assert.ok(parsed.checkPrivateKey(createPrivateKey(key)));
});

test('that of a server is good for its names and addresses, and no others', async () => {
  const authority = await createAuthority('one');
  const { certificate } = await authority.issue({ name: 'server', hosts: ['127.0.0.1', 'kubernetes.default'] });
  const parsed = new X509Certificate(certificate);
  assert.ok(parsed.checkIP('127.0.0.1') && parsed.checkHost('kubernetes.default'));
  assert.ok(!parsed.checkIP('127.0.0.2') && !parsed.checkHost('kubernetes'));
});
