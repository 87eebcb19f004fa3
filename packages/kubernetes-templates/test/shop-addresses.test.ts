import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Deployment } from '@wildermesser/manifest/apps/v1';
import type { Service } from '@wildermesser/manifest/core/v1';
import { hipsterShopValues } from '../src/hipster-shop/environments.ts';
import { type EnvironmentName, environments, ofKind, shopOf, wholeShop } from './emitted.ts';

/** Every variable that holds an address, and the Deployment that has it. */
const addressesOf = (environment: EnvironmentName) =>
  ofKind<Deployment>(shopOf(environment), 'Deployment').flatMap(({ metadata, spec }) =>
    (spec.template.spec?.containers ?? []).flatMap(({ env = [] }) =>
      env
        .filter(({ name }) => name.endsWith('_ADDR'))
        .map(({ name, value = '' }) => ({ namespace: metadata.namespace, from: metadata.name, name, value })),
    ),
  );

for (const environment of environments) {
  const services = ofKind<Service>(shopOf(environment), 'Service');
  const deployments = ofKind<Deployment>(shopOf(environment), 'Deployment');

  test(`${environment}: every address leads to a Service with that port, in the namespace of who asks`, () => {
    const addresses = addressesOf(environment);
    for (const { namespace, from, name, value } of addresses) {
      const [host, port] = value.split(':');
      const found = services.find(({ metadata }) => metadata.namespace === namespace && metadata.name === host);
      assert.ok(found, `${name}=${value} of ${from}: a Service ${host} is in ${namespace}`);
      const ports = (found.spec?.ports ?? []).map((one) => String(one.port));
      assert.ok(port !== undefined && ports.includes(port), `${name}=${value} of ${from}: ${host} has ${ports}`);
    }
    assert.equal(addresses.length, 16, 'eight of the frontend, six of checkout, one of cart and of recommendation');
  });

  test(`${environment}: behind every Service are pods that listen where it leads`, () => {
    for (const { metadata, spec } of services) {
      const selector = Object.entries(spec?.selector ?? {});
      assert.ok(selector.length > 0);
      const pods = deployments.filter(
        (one) =>
          one.metadata.namespace === metadata.namespace &&
          selector.every(([key, value]) => one.spec.template.metadata?.labels?.[key] === value),
      );
      assert.equal(pods.length, 1, `one Deployment is behind ${metadata.namespace}/${metadata.name}`);
      const listens = pods[0]?.spec.template.spec?.containers.flatMap(({ ports = [] }) =>
        ports.flatMap(({ name, containerPort }) => [name, containerPort]),
      );
      for (const { targetPort } of spec?.ports ?? []) assert.ok(listens?.includes(targetPort));
    }
  });

  test(`${environment}: no service of the shop is missing, and none is there twice`, () => {
    assert.deepEqual(
      deployments.map(({ metadata }) => metadata.name).sort(),
      [
        'adservice',
        'cartservice',
        'checkoutservice',
        `${environment}-currencyservice`,
        'emailservice',
        'frontend',
        'paymentservice',
        'productcatalogservice',
        'recommendationservice',
        'redis-cart',
        'shippingservice',
      ].sort(),
    );
  });
}

test('the environments share no object, so that both can run in one cluster', () => {
  const namesOf = (environment: EnvironmentName) =>
    shopOf(environment).map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
  const dev = new Set(namesOf('dev'));
  assert.deepEqual(
    namesOf('prod').filter((name) => dev.has(name)),
    [],
  );
});

test('production runs more pods of the currency service than development, and says so in its labels', () => {
  const of = (environment: EnvironmentName): Deployment | undefined =>
    ofKind<Deployment>(shopOf(environment), 'Deployment').find(
      ({ metadata }) => metadata.name === `${environment}-currencyservice`,
    );
  assert.ok((of('prod')?.spec.replicas ?? 0) > (of('dev')?.spec.replicas ?? 0));
  for (const environment of environments) {
    assert.equal(of(environment)?.metadata.labels?.env, environment);
    assert.equal(of(environment)?.spec.template.metadata?.labels?.env, environment);
    assert.equal(of(environment)?.spec.selector.matchLabels?.env, undefined, 'a selector cannot change');
  }
});

test('without its redis the shop has nothing of it, and carts go where the values say or stay with cartservice', () => {
  const shopWithout = (address?: string) => {
    const { addresses, redis } = hipsterShopValues;
    return wholeShop({
      ...hipsterShopValues,
      addresses: { ...addresses, ...(address === undefined ? {} : { redis: address }) },
      redis: { ...redis, enabled: false },
    });
  };
  const cartStore = (address?: string): readonly (string | undefined)[] =>
    ofKind<Deployment>(shopWithout(address), 'Deployment')
      .flatMap(({ spec }) => spec.template.spec?.containers ?? [])
      .flatMap(({ env = [] }) => env)
      .filter(({ name }) => name === 'REDIS_ADDR')
      .map(({ value }) => value);
  assert.deepEqual(cartStore(), []);
  assert.deepEqual(cartStore('redis.example:6379'), ['redis.example:6379']);
  assert.equal(JSON.stringify(shopWithout()).includes('redis'), false);
});
