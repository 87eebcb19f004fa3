import assert from 'node:assert/strict';
import { test } from 'node:test';
import { check } from '../../test/check-rule.ts';
import { container, deployment, service } from '../../test/sample-manifests.ts';
import { uniqueEntries } from './unique-entries.ts';

const fields = (pod: object) => check(uniqueEntries, [deployment({ name: 'web', pod })]).map(({ message }) => message);
const of = (list: object) => fields({ containers: [container(list)] });

test('entries with one key are reported by what they are', () => {
  assert.deepEqual(fields({ containers: [container(), container()] }), ['the container "server" is listed twice']);
  assert.deepEqual(fields({ initContainers: [container()] }), ['the container "server" is listed twice']);
  assert.deepEqual(fields({ volumes: [{ name: 'v' }, { name: 'v' }] }), ['the volume "v" is listed twice']);
  assert.deepEqual(of({ env: [{ name: 'A' }, { name: 'B' }, { name: 'A' }] }), [
    'the environment variable "A" is listed twice',
  ]);
  assert.deepEqual(of({ volumeMounts: [{ mountPath: '/a' }, { mountPath: '/a' }] }), [
    'the mount path "/a" is listed twice',
  ]);
  const ports = [
    { name: 'http', containerPort: 1 },
    { name: 'http', containerPort: 1 },
  ];
  assert.deepEqual(of({ ports }), ['the port name "http" is listed twice', 'the port "1/TCP" is listed twice']);
});

test('one port number for two protocols is no duplicate', () => {
  const ports = [
    { port: 53, protocol: 'UDP', name: 'a' },
    { port: 53, name: 'b' },
  ];
  assert.deepEqual(check(uniqueEntries, [service({ name: 'dns', spec: { ports } })]), []);
});

test('a Service that lists a port twice is reported', () => {
  const ports = [
    { port: 80, name: 'a' },
    { port: 80, name: 'b' },
  ];
  assert.equal(
    check(uniqueEntries, [service({ name: 'web', spec: { ports } })])[0]?.message,
    'the port "80/TCP" is listed twice',
  );
});
