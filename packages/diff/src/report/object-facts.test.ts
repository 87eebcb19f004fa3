import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeOf } from '../../test/report/plan-of.ts';
import { factsText } from './object-facts.ts';

const container = { name: 'server', image: 'shop/web:1.4.0' };

const objects: readonly (readonly [object: object, facts: string | undefined])[] = [
  [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      spec: { replicas: 3, template: { spec: { containers: [container] } } },
    },
    '3 replicas, shop/web:1.4.0',
  ],
  [{ apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }, { port: 443 }] } }, 'ClusterIP, port 80, 443'],
  [
    { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: { rules: [{ host: 'shop.example.com' }] } },
    'shop.example.com',
  ],
  [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', spec: { resources: { requests: { storage: '1Gi' } } } }, '1Gi'],
  [{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1', b: '2' } }, '2 keys'],
  [{ apiVersion: 'v1', kind: 'Secret', data: { token: 'eA==' } }, undefined],
  [{ apiVersion: 'v1', kind: 'Service', spec: 'not what it should be' }, 'ClusterIP'],
];

test('an object that comes or goes is described in a few words', () => {
  for (const [rest, facts] of objects) {
    const manifest = { metadata: { name: 'web', namespace: 'shop' }, ...rest } as Parameters<
      typeof changeOf
    >[0]['base'] & {};
    assert.equal(factsText(changeOf({ verb: 'add', head: manifest })), facts);
    assert.equal(factsText(changeOf({ verb: 'prune', base: manifest })), facts);
    assert.equal(factsText(changeOf({ verb: 'change', base: manifest, head: manifest })), undefined);
  }
});
