import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Deployment, deployment, statefulSet } from '@wildermesser/manifest/apps/v1';
import { application } from '@wildermesser/manifest/argoproj/v1alpha1';
import { configMap, service } from '@wildermesser/manifest/core/v1';
import { httpRoute } from '@wildermesser/manifest/gateway/v1';
import { ipAddressPool } from '@wildermesser/manifest/metallb/v1beta1';
import type { Manifest } from '../manifest.ts';
import { loadCatalog } from './catalog.ts';

const apis = join(import.meta.dirname, '../apis');

type Build = (fields: object) => Manifest;

const builders = async (): Promise<Map<string, Build>> => {
  const found = new Map<string, Build>();
  for (const folder of readdirSync(apis)) {
    for (const file of readdirSync(join(apis, folder)).filter((name) => !name.endsWith('.types.ts'))) {
      const module: Record<string, Build> = await import(join(apis, folder, file));
      for (const [name, build] of Object.entries(module)) found.set(`${folder}/${file.slice(0, -3)} ${name}`, build);
    }
  }
  return found;
};

test('every builder makes a kind that the default version serves, under the name of that kind', async () => {
  const catalog = await loadCatalog();
  const all = await builders();
  assert.ok(all.size > 100);
  for (const [place, build] of all) {
    const { apiVersion, kind, metadata } = build({ metadata: { name: 'x' } });
    assert.ok(catalog.resourceOf(apiVersion, kind), place);
    const [module, name] = place.split(' ');
    assert.equal(name?.toLowerCase(), kind.toLowerCase());
    assert.equal(module?.split('/')[1], apiVersion.split('/').at(-1));
    assert.deepEqual(metadata, { name: 'x' });
  }
});

test('every kind that one writes into Git has a builder', async () => {
  const catalog = await loadCatalog();
  const made = new Set(
    [...(await builders()).values()].map((build) => build({})).map((one) => `${one.apiVersion} ${one.kind}`),
  );
  const missing = catalog.resources
    .filter(({ verbs }) => verbs.includes('create') && verbs.includes('get'))
    .map(({ group, version, kind }) => `${group === '' ? '' : `${group}/`}${version} ${kind}`)
    .filter((name) => !made.has(name) && !name.includes('alpha'));
  assert.deepEqual(missing, []);
});

test('objects of every group are manifests to the compiler', () => {
  const manifests: Manifest[] = [
    deployment({
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'web', image: 'web:1' }] } },
      },
    }),
    statefulSet({
      metadata: { name: 'db' },
      spec: {
        selector: {},
        template: { spec: { containers: [] } },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        ],
      },
    }),
    service({ metadata: { name: 'web' }, spec: { ports: [{ port: 80, targetPort: 'http' }] } }),
    configMap({ metadata: { name: 'web' }, data: { a: 'b' } }),
    ipAddressPool({ metadata: { name: 'pool' }, spec: { addresses: ['10.0.0.0/24'] } }),
    httpRoute({ metadata: { name: 'web' }, spec: { rules: [{ backendRefs: [{ name: 'web', port: 80 }] }] } }),
    application({
      metadata: { name: 'web' },
      spec: { project: 'default', destination: { namespace: 'web' }, source: { repoURL: 'https://example.org' } },
    }),
  ];
  assert.equal(new Set(manifests.map(({ kind }) => kind)).size, manifests.length);
});

test('the compiler refuses what the API server refuses', () => {
  const template = { spec: { containers: [{ name: 'web', image: 'web:1' }] } };
  const refused = (): unknown[] => [
    // @ts-expect-error A misspelt field.
    deployment({ metadata: { name: 'web' }, spec: { selector: {}, template, replica: 1 } }),
    // @ts-expect-error A required field is missing.
    deployment({ metadata: { name: 'web' }, spec: { template } }),
    // @ts-expect-error Not a value of the enum.
    service({ metadata: { name: 'web' }, spec: { type: 'Clusterip' } }),
    // @ts-expect-error A number where text is wanted.
    configMap({ metadata: { name: 'web' }, data: { port: 80 } }),
    // @ts-expect-error The server fills this field.
    configMap({ metadata: { name: 'web', uid: 'x' } }),
    // @ts-expect-error The kind is the builder's.
    { apiVersion: 'apps/v1', kind: 'Deploymnt', metadata: {}, spec: { selector: {}, template } } satisfies Deployment,
  ];
  assert.equal(typeof refused, 'function');
});
