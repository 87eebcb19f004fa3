import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check, codes } from '../../test/check-rule.ts';
import { service } from '../../test/sample-manifests.ts';
import { serviceAddresses } from './service-addresses.ts';

const dns = (name: string, protocol: string, key?: string, spec: object = {}) =>
  service({
    name,
    annotations: {
      'metallb.io/loadBalancerIPs': '172.17.255.2',
      ...(key === undefined ? {} : { 'metallb.io/allow-shared-ip': key }),
    },
    spec: { type: 'LoadBalancer', ports: [{ port: 53, protocol }], ...spec },
  });
const result = (...services: ReturnType<typeof dns>[]) => codes(check(serviceAddresses, services));

test('two Services share an address when they agree on the key and not on the ports', () => {
  assert.deepEqual(result(dns('udp', 'UDP', 'dns'), dns('tcp', 'TCP', 'dns')), []);
});

test('without the same sharing key the second Service gets no address', () => {
  assert.deepEqual(result(dns('udp', 'UDP'), dns('tcp', 'TCP')), ['load-balancer-address-conflict tcp']);
  assert.deepEqual(result(dns('udp', 'UDP', 'a'), dns('tcp', 'TCP', 'b')), ['load-balancer-address-conflict tcp']);
});

test('with one key and one port they still collide', () => {
  assert.deepEqual(result(dns('a', 'UDP', 'dns'), dns('b', 'UDP', 'dns')), ['load-balancer-address-conflict b']);
});

test('the field loadBalancerIP and the older annotation names count too', () => {
  const old = service({
    name: 'old',
    annotations: { 'metallb.universe.tf/loadBalancerIPs': '172.17.255.2' },
    spec: { type: 'LoadBalancer', ports: [{ port: 1 }] },
  });
  const field = service({
    name: 'field',
    spec: { type: 'LoadBalancer', loadBalancerIP: '172.17.255.2', ports: [{ port: 2 }] },
  });
  assert.deepEqual(result(old, field), ['load-balancer-address-conflict field']);
});

test('a node port taken twice is reported, for each protocol by itself', () => {
  const node = (name: string, protocol: string) =>
    service({ name, spec: { type: 'NodePort', ports: [{ port: 80, nodePort: 30080, protocol }] } });
  assert.deepEqual(result(node('a', 'TCP'), node('b', 'TCP')), ['node-port-conflict b']);
  assert.deepEqual(result(node('a', 'TCP'), node('b', 'UDP')), []);
});
