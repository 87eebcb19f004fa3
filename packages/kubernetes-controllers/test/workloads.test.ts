import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Component } from '@wildermesser/emit';
import type { Deployment } from '@wildermesser/manifest/apps/v1';
import bundle from '../bundle.ts';

const settings = { repository: '', revision: '', cluster: '', argocdNamespace: '', kubernetes: '' };
const componentNamed = (name: string): Component => {
  const found = bundle.components.find((component) => component.name === name);
  assert.ok(found, `there is a component ${name}`);
  return found;
};
/** ReplicaSets and Deployments agree in the fields that are read here. */
const workloadOf = (name: string): Omit<Deployment, 'kind'> & { readonly kind: string } => {
  const found = componentNamed(name)
    .manifests(settings)
    .find(({ kind }) => kind === 'ReplicaSet' || kind === 'Deployment');
  assert.ok(found, `${name} has a workload`);
  return found as Deployment;
};

for (const [name, kind, app] of [
  ['frontend-replicaset', 'ReplicaSet', 'frontend'],
  ['paymentservice-replicaset', 'ReplicaSet', 'paymentservice'],
  ['frontend', 'Deployment', 'frontend'],
  ['paymentservice', 'Deployment', 'paymentservice'],
  ['paymentservice-blue-green', 'Deployment', 'paymentservice'],
  ['paymentservice-reverse', 'Deployment', 'paymentservice'],
] as const)
  test(`${name}: a ${kind} of three pods app: ${app} with the container server`, () => {
    const workload = workloadOf(name);
    const { replicas, selector, template } = workload.spec ?? {};
    assert.deepEqual(
      [workload.kind, workload.metadata.name, replicas, selector, template?.metadata?.labels?.app],
      [kind, app, 3, { matchLabels: { app } }, app],
    );
    assert.deepEqual(
      template?.spec?.containers.map((container) => container.name),
      ['server'],
    );
  });

test('frontend: the readiness probe asks for the health page with the cookie of a session', () => {
  assert.deepEqual(workloadOf('frontend').spec?.template.spec?.containers[0]?.readinessProbe, {
    initialDelaySeconds: 10,
    httpGet: {
      path: '/_healthz',
      port: 8080,
      httpHeaders: [{ name: 'Cookie', value: 'shop_session-id=x-readiness-probe' }],
    },
  });
});

test('no two variants share a namespace, so that none takes the pods of another', () => {
  const namespaces = bundle.components.map(({ namespace }) => namespace);
  assert.equal(new Set(namespaces).size, namespaces.length);
});
