import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Certificate, Issuer } from '@wildermesser/manifest/cert-manager/v1';
import type { Gateway, HTTPRoute } from '@wildermesser/manifest/gateway/v1';
import type { ReferenceGrant } from '@wildermesser/manifest/gateway/v1beta1';
import type { Ingress } from '@wildermesser/manifest/networking/v1';
import { expected, named, ofKind } from './emitted.ts';
import { routed } from './gateway-route.ts';
import { ingressNginx } from './ingress-nginx.ts';

const web = { pods: 'Deployment networks-web/web', port: 8000, protocol: 'TCP' };
const canary = { pods: 'Deployment canary/web', port: 8000, protocol: 'TCP' };

describe('an Ingress', () => {
  it('has a class that is expected, and no snippet of configuration', () => {
    const classes = expected.filter(({ kind }) => kind === 'IngressClass').map(({ name }) => name);
    const ingresses = ofKind<Ingress>('Ingress');
    assert.equal(ingresses.length, 4);
    for (const { metadata, spec } of ingresses) {
      assert.ok(classes.includes(spec?.ingressClassName ?? ''), metadata.name);
      assert.deepEqual(
        Object.keys(metadata.annotations ?? {}).filter((key) => key.includes('snippet')),
        [],
      );
    }
  });
});

describe('a request for web.com/web', () => {
  it('gets the page of the web server, which sees the path /', () => {
    assert.deepEqual(ingressNginx('web.com', '/web'), { to: web, path: '/', protocol: 'HTTP' });
  });

  it('gets the canary with the header X-want-new: always, and at the same path', () => {
    const answer = ingressNginx('web.com', '/web', { 'X-want-new': 'always' });
    assert.deepEqual(answer, { to: canary, path: '/', protocol: 'HTTP' });
  });

  it('does not get the canary with another value or another header', () => {
    for (const headers of [{ 'X-want-new': 'never' }, { 'X-want-new': 'true' }, { 'X-other': 'always' }])
      assert.deepEqual(ingressNginx('web.com', '/web', headers), { to: web, path: '/', protocol: 'HTTP' });
  });

  it('is the only one that is answered: other paths and hosts are not', () => {
    assert.deepEqual(ingressNginx('web.com', '/'), { status: 404 });
    assert.deepEqual(ingressNginx('example.com', '/web'), { status: 404 });
  });
});

describe('the canary Ingress', () => {
  it('repeats host, path and path type of the Ingress that it joins', () => {
    const [main, other] = ['networks-web', 'canary'].map((namespace) => {
      const rule = named<Ingress>('Ingress', namespace, 'web').spec?.rules?.[0];
      return [rule?.host, rule?.http?.paths[0]?.path, rule?.http?.paths[0]?.pathType];
    });
    assert.deepEqual(other, main);
  });
});

describe('a request for the dashboard', () => {
  const host = 'dashboard.cluster.local';
  const to = { pods: 'expected Service kubernetes-dashboard/kubernetes-dashboard', port: 443, protocol: 'TCP' };

  it('without the slash at the end is redirected to the one with it', () => {
    assert.deepEqual(ingressNginx(host, '/dashboard'), { redirect: 'https://dashboard.cluster.local/dashboard/' });
  });

  it('reaches the dashboard over HTTPS, with the path below /dashboard', () => {
    for (const [path, seen] of [
      ['/dashboard/', '/'],
      ['/dashboard/x/y', '/x/y'],
      ['/dashboard/dashboard', '/dashboard'],
    ] as const)
      assert.deepEqual(ingressNginx(host, path), { to, path: seen, protocol: 'HTTPS' }, path);
  });

  it('is not answered at paths that only begin alike', () => {
    for (const path of ['/', '/dashboards', '/dashboard-old/x', '/x/dashboard'])
      assert.deepEqual(ingressNginx(host, path), { status: 404 }, path);
  });

  it('is encrypted with the certificate that cert-manager issues for the host', () => {
    const [tls] = named<Ingress>('Ingress', 'kubernetes-dashboard', 'dashboard').spec?.tls ?? [];
    const { spec } = named<Certificate>('Certificate', 'kubernetes-dashboard', 'ingress-tls');
    assert.deepEqual(tls, { hosts: [host], secretName: 'ingress-tls' });
    assert.deepEqual([spec?.secretName, spec?.dnsNames], ['ingress-tls', [host]]);
    const issuer = named<Issuer>('Issuer', 'kubernetes-dashboard', spec?.issuerRef.name ?? '');
    assert.equal(spec?.issuerRef.kind, issuer.kind);
  });
});

describe('the route of Gateway API', () => {
  const route = named<HTTPRoute>('HTTPRoute', 'canary-gateway', 'web');
  const request = { host: 'web.com', path: '/web' };

  it('sends every request with X-want-new: always to the canary', () => {
    const answer = routed(route, { ...request, headers: { 'X-want-new': 'always' } });
    assert.deepEqual(answer, { shares: { [canary.pods]: 100 }, path: '/' });
  });

  it('sends no request with X-want-new: never to the canary', () => {
    const answer = routed(route, { ...request, headers: { 'X-want-new': 'never' } });
    assert.deepEqual(answer, { shares: { [web.pods]: 100 }, path: '/' });
  });

  it('sends one of ten other requests to the canary', () => {
    for (const headers of [{}, { 'X-want-new': 'maybe' }])
      assert.deepEqual(routed(route, { ...request, headers }), {
        shares: { [web.pods]: 90, [canary.pods]: 10 },
        path: '/',
      });
  });

  it('takes the prefix off the path, and only a whole step of it', () => {
    assert.equal(routed(route, { ...request, path: '/web/index.html' })?.path, '/index.html');
    assert.equal(routed(route, { ...request, path: '/website' }), undefined);
    assert.equal(routed(route, { ...request, host: 'example.com' }), undefined);
  });

  it('has weights that are percentages', () => {
    const split = route.spec.rules?.find(({ backendRefs = [] }) => backendRefs.length > 1)?.backendRefs ?? [];
    assert.equal(
      split.reduce((sum, { weight = 0 }) => sum + weight, 0),
      100,
    );
  });

  it('hangs on a Gateway whose class is expected', () => {
    const { spec } = named<Gateway>('Gateway', 'canary-gateway', 'web');
    assert.ok(expected.some(({ kind, name }) => kind === 'GatewayClass' && name === spec.gatewayClassName));
  });

  it('may cross to exactly one Service of each of the two namespaces', () => {
    const grants = ofKind<ReferenceGrant>('ReferenceGrant').map(({ metadata, spec }) => [metadata.namespace, spec?.to]);
    const to = [{ group: '', kind: 'Service', name: 'web-svc-cip' }];
    assert.deepEqual(grants, [
      ['networks-web', to],
      ['canary', to],
    ]);
  });
});
