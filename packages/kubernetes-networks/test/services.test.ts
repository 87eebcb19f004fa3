import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Service } from '@wildermesser/manifest/core/v1';
import type { IPAddressPool, L2Advertisement } from '@wildermesser/manifest/metallb/v1beta1';
import { named, ofKind } from './emitted.ts';
import { podsBehind } from './reached-pods.ts';

const web = (name: string): Service => named<Service>('Service', 'networks-web', name);
const dns = (name: string): Service => named<Service>('Service', 'kube-system', name);
const addressOf = ({ metadata }: Service): string | undefined => metadata.annotations?.['metallb.io/loadBalancerIPs'];
const toNumber = (address: string): number =>
  address.split('.').reduce((number, part) => number * 256 + Number(part), 0);
const [pool] = ofKind<IPAddressPool>('IPAddressPool');
const [first = 0, last = 0] = (pool?.spec.addresses[0] ?? '').split('-').map(toNumber);

describe('every Service', () => {
  it('leads each of its ports to pods of one workload that listens there', () => {
    const services = ofKind<Service>('Service');
    assert.equal(services.length, 6);
    for (const service of services)
      for (const { port, protocol } of service.spec?.ports ?? []) assert.ok(podsBehind(service, port, protocol).pods);
  });

  it('of type LoadBalancer asks for an address of the pool, so that it has the same one on every cluster', () => {
    const balancers = ofKind<Service>('Service').filter(({ spec }) => spec?.type === 'LoadBalancer');
    assert.equal(balancers.length, 3);
    for (const service of balancers) {
      const address = toNumber(addressOf(service) ?? '0.0.0.0');
      assert.ok(address >= first && address <= last, `${service.metadata.name}`);
    }
  });

  it('does not take an address that another one has, unless both share it with one key and on different ports', () => {
    const taken = new Map<string, string>();
    for (const service of ofKind<Service>('Service')) {
      const address = addressOf(service);
      if (address === undefined) continue;
      const key = service.metadata.annotations?.['metallb.io/allow-shared-ip'] ?? `only ${service.metadata.name}`;
      assert.equal(taken.get(address) ?? key, key, address);
      taken.set(address, key);
      for (const { port, protocol } of service.spec?.ports ?? []) {
        const claim: string = `${address} ${port}/${protocol}`;
        assert.equal(taken.get(claim), undefined, claim);
        taken.set(claim, key);
      }
    }
  });
});

describe('the Services of web', () => {
  it('lead from port 80 of a cluster address to port 8000 of the pods', () => {
    assert.equal(web('web-svc-cip').spec?.type, 'ClusterIP');
    assert.deepEqual(podsBehind(web('web-svc-cip'), 80), {
      pods: 'Deployment networks-web/web',
      port: 8000,
      protocol: 'TCP',
    });
  });

  it('give the addresses of the pods themselves when headless', () => {
    assert.equal(web('web-svc').spec?.clusterIP, 'None');
    assert.equal(podsBehind(web('web-svc'), 8000).port, 8000);
  });

  it('lead from port 80 of a load balancer to port 8000 of the pods', () => {
    assert.equal(web('web-svc-lb').spec?.type, 'LoadBalancer');
    assert.equal(podsBehind(web('web-svc-lb'), 80).port, 8000);
  });
});

describe('the Services of coredns', () => {
  it('reach the pods of the cluster DNS over UDP and over TCP', () => {
    const pods = 'expected Deployment kube-system/coredns';
    assert.deepEqual(podsBehind(dns('coredns-ext-udp'), 53, 'UDP'), { pods, port: 53, protocol: 'UDP' });
    assert.deepEqual(podsBehind(dns('coredns-ext-tcp'), 53, 'TCP'), { pods, port: 53, protocol: 'TCP' });
    for (const name of ['coredns-ext-udp', 'coredns-ext-tcp'])
      assert.deepEqual(dns(name).spec?.selector, { 'k8s-app': 'kube-dns' });
  });

  it('share the address 172.17.255.2 with the key dns', () => {
    for (const name of ['coredns-ext-udp', 'coredns-ext-tcp'])
      assert.deepEqual(dns(name).metadata.annotations, {
        'metallb.io/allow-shared-ip': 'dns',
        'metallb.io/loadBalancerIPs': '172.17.255.2',
      });
  });
});

describe('the pool of addresses', () => {
  it('is exactly 172.17.255.1 to 172.17.255.255', () => {
    assert.deepEqual(pool?.spec.addresses, ['172.17.255.1-172.17.255.255']);
    assert.equal(last - first, 254);
    assert.ok(toNumber('172.17.255.2') >= first);
  });

  it('is announced on layer 2, by an advertisement that names this pool', () => {
    const [advertisement] = ofKind<L2Advertisement>('L2Advertisement');
    assert.deepEqual(advertisement?.spec?.ipAddressPools, [pool?.metadata.name]);
    for (const manifest of [pool, advertisement])
      assert.equal(manifest?.metadata.annotations?.['argocd.argoproj.io/sync-wave'], '1');
  });
});
