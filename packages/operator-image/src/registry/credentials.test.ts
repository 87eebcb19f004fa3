import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { credentialsFor } from './credentials.ts';

const folder = mkdtempSync(join(tmpdir(), 'docker-config-'));
const { DOCKER_CONFIG, PATH = '' } = process.env;
process.env.DOCKER_CONFIG = folder;
process.env.PATH = `${folder}${delimiter}${PATH}`;
after(() => {
  process.env.PATH = PATH;
  if (DOCKER_CONFIG === undefined) delete process.env.DOCKER_CONFIG;
  else process.env.DOCKER_CONFIG = DOCKER_CONFIG;
  rmSync(folder, { recursive: true, force: true });
});

const configure = (config: unknown): void => {
  writeFileSync(join(folder, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
};
const auth = (text: string): string => Buffer.from(text).toString('base64');

test('a login is found under the name of its registry, colons in the password and all', async () => {
  configure({
    auths: { 'registry.example': { auth: auth('me:hunter:2') }, 'https://other.example/v1/': { auth: auth('you:x') } },
  });
  assert.deepEqual(await credentialsFor('registry.example'), { user: 'me', password: 'hunter:2' });
  assert.deepEqual(await credentialsFor('other.example'), { user: 'you', password: 'x' });
  assert.equal(await credentialsFor('third.example'), undefined);
});

test('Docker’s own registry has a name of old', async () => {
  configure({ auths: { 'https://index.docker.io/v1/': { auth: auth('me:x') } } });
  assert.deepEqual(await credentialsFor('docker.io'), { user: 'me', password: 'x' });
});

test('an identity token stands for a login', async () => {
  configure({ auths: { 'registry.example': { auth: '', identitytoken: 'refresh' } } });
  assert.deepEqual(await credentialsFor('registry.example'), { user: '<token>', password: 'refresh' });
});

test('a helper is asked for the registry that it is named for', async () => {
  const helper = join(folder, 'docker-credential-testing');
  writeFileSync(helper, '#!/bin/sh\nread server\nprintf \'{"Username":"%s","Secret":"s3"}\' "$server"\n');
  chmodSync(helper, 0o755);
  configure({ credHelpers: { 'registry.example': 'testing' } });
  assert.deepEqual(await credentialsFor('registry.example'), { user: 'registry.example', password: 's3' });
});

test('a helper that is not installed is named', async () => {
  configure({ credsStore: 'missing' });
  await assert.rejects(
    credentialsFor('registry.example'),
    /docker-credential-missing is not installed, but .*config\.json names it/,
  );
});

test('a file that is no JSON is named, and nothing of it is shown', async () => {
  configure('{"auths": hunter2');
  await assert.rejects(
    credentialsFor('registry.example'),
    (error) => error instanceof Error && /is no JSON/.test(error.message) && !error.message.includes('hunter2'),
  );
});

test('without a file there is no login', async () => {
  rmSync(join(folder, 'config.json'));
  assert.equal(await credentialsFor('registry.example'), undefined);
});
