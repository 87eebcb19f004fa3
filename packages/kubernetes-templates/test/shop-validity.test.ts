import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validate } from '@wildermesser/validate';
import { hipsterShopValues } from '../src/hipster-shop/environments.ts';
import { redis } from '../src/hipster-shop/redis.ts';
import { bundled, catalog, expected, shopOf, wholeShop } from './emitted.ts';

test('both environments and the infrastructure together have no finding', () => {
  const manifests = [...bundled, ...shopOf('dev'), ...shopOf('prod')];
  assert.deepEqual(validate(manifests, { catalog, expected }).findings, []);
});

test('redis keeps its carts in a claim where one is asked for, and nowhere else', () => {
  const { enabled, replicas, image } = hipsterShopValues.redis;
  const kinds = (storage: Parameters<typeof redis>[0]['storage']) =>
    redis({ enabled, replicas, image, storage }).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  assert.deepEqual(kinds({ type: 'emptyDir' }), ['Service redis-cart', 'Deployment redis-cart']);
  assert.deepEqual(kinds({ type: 'persistentVolumeClaim', size: '2Gi', storageClass: 'ssd' }), [
    'PersistentVolumeClaim redis-pvc',
    'Service redis-cart',
    'Deployment redis-cart',
  ]);
  assert.match(
    JSON.stringify(
      redis({ enabled, replicas, image, storage: { type: 'persistentVolumeClaim', size: '2Gi', storageClass: '' } }),
    ),
    /"storageClassName":""/,
    'no class is not the same as the default class',
  );
});

test('a node port is only on a Service that has one', () => {
  const text = (type: 'ClusterIP' | 'NodePort'): string =>
    JSON.stringify(
      wholeShop({
        ...hipsterShopValues,
        frontend: { ...hipsterShopValues.frontend, service: { type, port: 80, nodePort: 30001 } },
      }),
    );
  assert.ok(text('NodePort').includes('"nodePort":30001'));
  assert.equal(text('ClusterIP').includes('nodePort'), false);
});

test('a shop without a certificate has an Ingress without TLS', () => {
  const { tls, ...ingress } = hipsterShopValues.frontend.ingress;
  assert.ok(tls);
  const text = JSON.stringify(
    wholeShop({ ...hipsterShopValues, frontend: { ...hipsterShopValues.frontend, ingress } }),
  );
  assert.ok(text.includes('"kind":"Ingress"'));
  assert.equal(/"tls"|cluster-issuer/.test(text), false);
});
