import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FakeRegistry, type FakeRegistryOptions, startFakeRegistry } from '../../test/fake-registry.ts';
import { smallLayout } from '../../test/small-layout.ts';
import type { Credentials } from './credentials.ts';
import { pushLayout } from './push-layout.ts';
import { pushReferrer } from './push-referrer.ts';
import { parseReference } from './reference.ts';
import { openSession } from './session.ts';

const { layout, top } = smallLayout(20 << 20);
const login: Credentials = { user: 'me', password: 'hunter2' };

const pushTo = (registry: FakeRegistry, credentials?: Credentials) => {
  const reference = parseReference(`${registry.host}/a/b:v1`);
  return pushLayout(openSession(reference, credentials), reference, layout);
};

const withRegistry = async (
  options: FakeRegistryOptions,
  body: (registry: FakeRegistry) => Promise<void>,
): Promise<void> => {
  await using registry = await startFakeRegistry(options);
  await body(registry);
};

test('the registry has the index under its tag and digest when everything that it names is there', () =>
  withRegistry({}, async (registry) => {
    const { digest, uploaded } = await pushTo(registry);
    assert.equal(digest, top.digest);
    assert.equal(uploaded.length, 3, 'one layer, two configurations');
    assert.deepEqual(registry.manifests.get('v1'), registry.manifests.get(top.digest));
    const puts = registry.requests.filter((request) => request.startsWith('PUT'));
    assert.match(puts.at(-1) ?? '', /\/manifests\/v1$/);
  }));

test('what is there already is not sent again', () =>
  withRegistry({}, async (registry) => {
    await pushTo(registry);
    const { uploaded, present } = await pushTo(registry);
    assert.deepEqual([uploaded.length, present.length], [0, 3]);
  }));

test('a registry that wants a password gets it', () =>
  withRegistry({ basic: 'me:hunter2' }, async (registry) => {
    assert.equal((await pushTo(registry, login)).digest, top.digest);
  }));

test('a registry that wants a token gets one from its token server', () =>
  withRegistry({ bearer: 'me:hunter2' }, async (registry) => {
    assert.equal((await pushTo(registry, login)).digest, top.digest);
    assert.ok(registry.requests.includes('GET /token'));
  }));

for (const kind of ['basic', 'bearer'] as const)
  test(`without or with a wrong login a registry with ${kind} authentication is named, and no password`, () =>
    withRegistry({ [kind]: 'me:hunter2' }, async (registry) => {
      await assert.rejects(pushTo(registry), { message: `${registry.host} wants a login` });
      await assert.rejects(pushTo(registry, { user: 'me', password: 'hunter3' }), {
        message: `${registry.host} does not accept the login`,
      });
    }));

test('an upload goes on where the connection broke', async () => {
  let pieces = 0;
  const fault: FakeRegistryOptions['fault'] = ({ method }) => {
    if (method !== 'PATCH') return undefined;
    pieces += 1;
    return pieces === 2 ? 'reset' : undefined;
  };
  await withRegistry({ fault }, async (registry) => {
    assert.equal((await pushTo(registry)).digest, top.digest);
    assert.equal(pieces, 3 + 1 + 2, 'three pieces of the layer, one of them twice, and two configurations');
  });
});

test('a registry that fails for a moment is asked again, one that goes on failing is named', async () => {
  let failures = 2;
  const moment: FakeRegistryOptions['fault'] = ({ method }) => (method === 'PATCH' && failures-- > 0 ? 503 : undefined);
  await withRegistry({ fault: moment }, async (registry) => {
    assert.equal((await pushTo(registry)).digest, top.digest);
  });
  await withRegistry({ fault: ({ method }) => (method === 'PATCH' ? 500 : undefined) }, async (registry) => {
    await assert.rejects(pushTo(registry), {
      message: `${registry.host}/a/b: uploading a layer: the registry has failed (HTTP 500, FAULT: made by the test)`,
      advice: 'run it again; what has arrived is not sent twice',
    });
    assert.equal(registry.manifests.size, 0, 'nobody sees an image that is not whole');
  });
});

test('a registry that refuses says so in its own words', () =>
  withRegistry({ fault: ({ method }) => (method === 'POST' ? 403 : undefined) }, async (registry) => {
    await assert.rejects(pushTo(registry), /the login may not push there \(HTTP 403, FAULT: made by the test\)/);
  }));

test('a registry that stores other bytes than it was sent is refused', () =>
  withRegistry({ rewritesManifests: true }, async (registry) => {
    await assert.rejects(pushTo(registry), /stored sha256:0{64} instead of sha256:/);
  }));

test('a registry that is not there is named', async () => {
  const reference = parseReference('127.0.0.1:1/a/b:v1');
  await assert.rejects(
    pushLayout(openSession(reference, undefined), reference, layout),
    /^ImageError: 127\.0\.0\.1:1 cannot be reached: /,
  );
});

const attachment = { type: 'application/vnd.cyclonedx+json', content: '{"bomFormat":"CycloneDX"}' };

for (const referrers of [true, false])
  test(`an attachment is found ${referrers ? 'by the registry' : 'under the tag that stands for the digest'}, and attaching again adds none`, () =>
    withRegistry({ referrers }, async (registry) => {
      const reference = parseReference(`${registry.host}/a/b:v1`);
      const session = openSession(reference, undefined);
      await pushLayout(session, reference, layout);
      const first = await pushReferrer(session, reference, top, attachment);
      assert.deepEqual(await pushReferrer(session, reference, top, attachment), first);
      const { subject, artifactType } = JSON.parse(
        registry.manifests.get(first.digest)?.content.toString() ?? '{}',
      ) as {
        subject: { digest: string };
        artifactType: string;
      };
      assert.deepEqual([subject.digest, artifactType], [top.digest, attachment.type]);
      const listed = registry.manifests.get(top.digest.replace(':', '-'))?.content.toString();
      if (referrers) assert.equal(listed, undefined);
      else assert.equal((JSON.parse(listed ?? '{}') as { manifests: unknown[] }).manifests.length, 1);
    }));
