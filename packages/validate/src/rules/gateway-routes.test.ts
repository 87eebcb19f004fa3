import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { clusterObject, object, service } from '../../test/sample-manifests.ts';
import { gatewayRoutes } from './gateway-routes.ts';

const gatewayApi = 'gateway.networking.k8s.io/v1';
const gateway = (namespace: string, allowedRoutes?: object) =>
  object(gatewayApi, 'Gateway', {
    name: 'edge',
    namespace,
    spec: { listeners: [{ name: 'http', port: 80, allowedRoutes }] },
  });
const route = (parent: object, backend: object) =>
  object(gatewayApi, 'HTTPRoute', {
    name: 'web',
    spec: { parentRefs: [{ name: 'edge', ...parent }], rules: [{ backendRefs: [backend] }] },
  });
const web = { name: 'web', port: 80 };

test('a route to a Gateway, Service and port that exist passes', () => {
  assert.deepEqual(check(gatewayRoutes, [gateway('shop'), route({}, web), service({ name: 'web' })]), []);
});

test('an unknown Gateway, listener, Service and port are reported', () => {
  const known = [gateway('shop'), service({ name: 'web' })];
  assert.deepEqual(codes(check(gatewayRoutes, [...known, route({ name: 'egde' }, web)])), ['unknown-gateway web']);
  assert.deepEqual(codes(check(gatewayRoutes, [...known, route({ sectionName: 'https' }, web)])), [
    'route-not-accepted web',
  ]);
  assert.deepEqual(codes(check(gatewayRoutes, [...known, route({}, { ...web, name: 'x' })])), ['unknown-service web']);
  assert.deepEqual(codes(check(gatewayRoutes, [...known, route({}, { ...web, port: 8 })])), [
    'unknown-service-port web',
  ]);
  assert.deepEqual(codes(check(gatewayRoutes, [...known, route({}, { name: 'web' })])), ['unknown-service-port web']);
});

test('a Gateway of another namespace takes the route only when its listener says so', () => {
  const result = (allowed?: object, labels: Record<string, string> = {}) =>
    codes(
      check(gatewayRoutes, [
        gateway('edge', allowed),
        route({ namespace: 'edge' }, web),
        service({ name: 'web' }),
        clusterObject('v1', 'Namespace', { name: 'shop', labels }),
      ]),
    );
  const selected = { namespaces: { from: 'Selector', selector: { matchLabels: { team: 'shop' } } } };
  const byName = {
    namespaces: { from: 'Selector', selector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } },
  };
  assert.deepEqual(result(), ['route-not-accepted web']);
  assert.deepEqual(result({ namespaces: { from: 'All' } }), []);
  assert.deepEqual(result(selected), ['route-not-accepted web']);
  assert.deepEqual(result(selected, { team: 'shop' }), []);
  assert.deepEqual(result(byName), []);
});

test('a Service of another namespace needs a ReferenceGrant there', () => {
  const manifests = [
    gateway('shop'),
    route({}, { ...web, namespace: 'canary' }),
    service({ name: 'web', namespace: 'canary' }),
  ];
  const grant = (name?: string) =>
    object('gateway.networking.k8s.io/v1beta1', 'ReferenceGrant', {
      name: 'shop',
      namespace: 'canary',
      spec: {
        from: [
          { group: 'gateway.networking.k8s.io', kind: 'GRPCRoute', namespace: 'shop' },
          { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' },
        ],
        to: [{ group: '', kind: 'Service', name }],
      },
    });
  assert.deepEqual(codes(check(gatewayRoutes, manifests)), ['missing-reference-grant web']);
  assert.deepEqual(check(gatewayRoutes, [...manifests, grant()]), []);
  assert.deepEqual(check(gatewayRoutes, [...manifests, grant('web')]), []);
  assert.equal(check(gatewayRoutes, [...manifests, grant('other')]).length, 1);
});
