import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { manifestFileName } from './file-name.ts';

const identity = (kind: string, name: string, namespace = '', group = '') => ({ group, kind, namespace, name });
const isShared = (kind: string): boolean => kind === 'Event';

test('a file is named after kind and name, in lower case', () =>
  assert.equal(manifestFileName(identity('ConfigMap', 'a.b', 'web'), 'web', isShared), 'configmap-a.b.yaml'));

test('the group is in the name of a kind that two groups have', () => {
  assert.equal(
    manifestFileName(identity('Event', 'a', 'web', 'events.k8s.io'), 'web', isShared),
    'event.events.k8s.io-a.yaml',
  );
  assert.equal(manifestFileName(identity('Event', 'a', 'web'), 'web', isShared), 'event-a.yaml');
});

test('an object in another namespace than its component has it in its name', () =>
  assert.equal(manifestFileName(identity('Role', 'a', 'dev'), 'web', isShared), 'role-a.dev.yaml'));

test('what a file system cannot hold is replaced, and a hash keeps such names apart', () => {
  const names = ['system:foo', 'system-foo', 'System:foo', 'system/foo'].map((name) =>
    manifestFileName(identity('ClusterRole', name), '', isShared),
  );
  assert.equal(names[1], 'clusterrole-system-foo.yaml');
  assert.equal(new Set(names).size, 4);
  for (const name of names) assert.match(name, /^clusterrole-system-foo(-[0-9a-f]{8})?\.yaml$/);
});

test('any name becomes a short, lower-case file name, and different objects never share one by case or character', () => {
  const objects = fc.record({
    group: fc.constantFrom('', 'a.b'),
    kind: fc.constantFrom('Event', 'Role'),
    namespace: fc.constantFrom('', 'web', 'dev'),
    name: fc.string({ maxLength: 400 }),
  });
  fc.assert(
    fc.property(objects, objects, (a, b) => {
      const [x, y] = [manifestFileName(a, 'web', isShared), manifestFileName(b, 'web', isShared)];
      assert.match(x, /^[a-z0-9.-]{1,220}\.yaml$/);
      if (x === y) assert.deepEqual([a.kind, a.name.toLowerCase()], [b.kind, b.name.toLowerCase()]);
    }),
  );
});
