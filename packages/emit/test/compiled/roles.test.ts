import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiAccess, Manifest } from '@wildermesser/manifest';
import { access as accessOf } from '@wildermesser/validate';
import fc from 'fast-check';
import { roleManifests, rolesFromCode } from '../../src/index.ts';

const places = ['src/main.ts:1'];
const own = { isNamespaced: true, isOwnNamespace: true, places };
const namespaced = { isNamespaced: true, isOwnNamespace: false, places };
const clusterWide = { isNamespaced: false, isOwnNamespace: false, places };

const accesses: readonly ApiAccess[] = [
  { group: '', resource: 'persistentvolumes', verb: 'delete', ...clusterWide },
  { group: '', resource: 'pods', verb: 'list', ...namespaced },
  { group: '', resource: 'pods/exec', verb: 'create', ...namespaced },
  { group: '', resource: 'services', verb: 'list', ...namespaced },
  { group: 'apps', resource: 'deployments', verb: 'get', ...namespaced, names: ['a'] },
  { group: 'apps', resource: 'deployments', verb: 'list', ...namespaced },
  { group: 'coordination.k8s.io', resource: 'leases', verb: 'get', ...own, names: ['leader'] },
  { group: 'coordination.k8s.io', resource: 'leases', verb: 'patch', ...own, names: ['leader'] },
];

const declared = { entry: 'apps/clerk/src/main.ts', name: 'clerk' };

interface Shown {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly rules: unknown;
}

const rolesOf = (manifests: readonly Manifest[]): readonly Shown[] =>
  manifests.flatMap((manifest) =>
    'rules' in manifest ? [{ kind: manifest.kind, namespace: manifest.metadata.namespace, rules: manifest.rules }] : [],
  );

test('everywhere: a ClusterRole, and a Role for what the program does in its own namespace', () => {
  assert.deepEqual(rolesOf(roleManifests(rolesFromCode(declared), accesses, 'home')), [
    {
      kind: 'ClusterRole',
      namespace: undefined,
      rules: [
        { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] },
        { apiGroups: [''], resources: ['persistentvolumes'], verbs: ['delete'] },
        { apiGroups: [''], resources: ['pods', 'services'], verbs: ['list'] },
        { apiGroups: ['apps'], resources: ['deployments'], resourceNames: ['a'], verbs: ['get'] },
        { apiGroups: ['apps'], resources: ['deployments'], verbs: ['list'] },
      ],
    },
    {
      kind: 'Role',
      namespace: 'home',
      rules: [
        {
          apiGroups: ['coordination.k8s.io'],
          resources: ['leases'],
          resourceNames: ['leader'],
          verbs: ['get', 'patch'],
        },
      ],
    },
  ]);
});

test('some namespaces: a Role in each, and a ClusterRole for nothing but what has no namespace', () => {
  const roles = rolesOf(roleManifests(rolesFromCode({ ...declared, namespaces: ['a', 'b'] }), accesses, 'home'));
  assert.deepEqual(
    roles.map(({ kind, namespace }) => [kind, namespace]),
    [
      ['ClusterRole', undefined],
      ['Role', 'a'],
      ['Role', 'b'],
      ['Role', 'home'],
    ],
  );
  assert.deepEqual(roles[0]?.rules, [{ apiGroups: [''], resources: ['persistentvolumes'], verbs: ['delete'] }]);
});

test('the program is bound by its ServiceAccount in its own namespace', () => {
  const source = rolesFromCode({ ...declared, serviceAccount: 'sa', labels: { app: 'clerk' } });
  const [, binding] = roleManifests(source, accesses, 'home');
  const { kind, metadata, roleRef, subjects } = binding as Manifest & { roleRef: unknown; subjects: unknown };
  assert.deepEqual(
    { kind, metadata, roleRef, subjects },
    {
      kind: 'ClusterRoleBinding',
      metadata: { name: 'clerk', labels: { app: 'clerk' } },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'clerk' },
      subjects: [{ kind: 'ServiceAccount', name: 'sa', namespace: 'home' }],
    },
  );
});

const resources = [
  { group: '', resource: 'pods', isNamespaced: true },
  { group: 'apps', resource: 'deployments', isNamespaced: true },
  { group: 'apps', resource: 'deployments/status', isNamespaced: true },
  { group: '', resource: 'nodes', isNamespaced: false },
];
const verbs = ['get', 'list', 'patch'];
const names = ['x', 'y'];
const spaces = ['home', 'a', 'b'];

const drawnAccess: fc.Arbitrary<ApiAccess> = fc
  .record({
    resource: fc.constantFrom(...resources),
    verb: fc.constantFrom(...verbs),
    isOwnNamespace: fc.boolean(),
    named: fc.option(fc.subarray(names, { minLength: 1 })),
  })
  .map(({ resource, verb, isOwnNamespace, named }) => ({
    ...resource,
    verb,
    isOwnNamespace: isOwnNamespace && resource.isNamespaced,
    ...(named === null || verb === 'list' ? {} : { names: named }),
    places,
  }));

test('law: the roles allow what the accesses say, where the program works, and nothing else', () => {
  let asked = 0;
  fc.assert(
    fc.property(
      fc.array(drawnAccess, { maxLength: 8 }),
      fc.option(fc.subarray(spaces, { minLength: 1 }), { nil: undefined }),
      (drawn, namespaces) => {
        const source = rolesFromCode({ ...declared, ...(namespaces === undefined ? {} : { namespaces }) });
        const { allows } = accessOf(roleManifests(source, drawn, 'home'));
        for (const { group, resource, isNamespaced } of resources)
          for (const verb of verbs)
            for (const namespace of isNamespaced ? spaces : [''])
              for (const name of ['', ...names]) {
                const [plural = '', subresource = ''] = resource.split('/');
                const isWanted = drawn.some(
                  (one) =>
                    one.group === group &&
                    one.resource === resource &&
                    one.verb === verb &&
                    (one.names === undefined || one.names.includes(name)) &&
                    (!isNamespaced ||
                      (one.isOwnNamespace
                        ? namespace === 'home'
                        : namespaces === undefined || namespaces.includes(namespace))),
                );
                const subject = { serviceAccount: { namespace: 'home', name: 'clerk' } };
                const request = { subject, verb, apiGroup: group, resource: plural, subresource, namespace, name };
                asked += 1;
                assert.equal(allows(request), isWanted, JSON.stringify(request));
              }
      },
    ),
    { numRuns: 300 },
  );
  assert.ok(asked > 10_000);
});
