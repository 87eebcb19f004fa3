import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../test/check-rule.ts';
import { container, deployment, service } from '../../test/sample-manifests.ts';
import { uniqueNames } from './unique-names.ts';

const told = (pod: object) =>
  check(uniqueNames, [deployment({ name: 'web', pod })]).map(({ field, message }) => `${field}: ${message}`);

test('two ports of one name in a container are reported', () => {
  const ports = [{ name: 'http', containerPort: 1 }, { containerPort: 2 }, { name: 'http', containerPort: 3 }];
  assert.deepEqual(told({ containers: [container({ ports })] }), [
    'spec.template.spec.containers[0].ports[2].name: another port has the name "http", too',
  ]);
});

test('two containers may have ports of one name, and ports need none', () => {
  const ports = [{ containerPort: 1 }, { containerPort: 2 }];
  assert.deepEqual(told({ containers: [container(), container({ name: 'other' })] }), []);
  assert.deepEqual(told({ containers: [container({ ports })] }), []);
});

test('an init container with the name of a container is reported', () => {
  assert.deepEqual(told({ initContainers: [container()] }), [
    'spec.template.spec.initContainers[0].name: another container has the name "server", too',
  ]);
  assert.deepEqual(told({ initContainers: [container({ name: 'first' })] }), []);
});

test('a Service with two ports of one name is reported', () => {
  const ports = [
    { port: 80, name: 'a' },
    { port: 81, name: 'a' },
  ];
  assert.deepEqual(
    check(uniqueNames, [service({ name: 'web', spec: { ports } })]).map(({ field }) => field),
    ['spec.ports[1].name'],
  );
});
