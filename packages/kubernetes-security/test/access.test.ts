import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Manifest } from '@wildermesser/manifest';
import type { ClusterRoleBinding, RoleBinding } from '@wildermesser/manifest/rbac/v1';
import { access } from '@wildermesser/validate';
import bundle from '../bundle.ts';
import { type AccessCell, accessTable } from './access-table.ts';

const settings = {
  repository: 'https://git.example/repo.git',
  revision: 'refs/heads/main',
  cluster: 'https://kubernetes.default.svc',
  argocdNamespace: 'argocd',
  kubernetes: '1.36',
};
const manifests = bundle.components.flatMap((component) => component.manifests(settings));
const names = (kind: string): string[] =>
  manifests
    .filter((manifest) => manifest.kind === kind)
    .map(({ metadata: { namespace, name } }) => (namespace === undefined ? `${name}` : `${namespace}/${name}`))
    .sort();

const describeCell = ({ verb, apiGroup, resource, subresource, namespace }: AccessCell): string =>
  `${verb} ${resource}${apiGroup === '' ? '' : `.${apiGroup}`}${subresource === '' ? '' : `/${subresource}`}` +
  (namespace === '' ? ', not in a namespace' : ` in ${namespace}`);

const isAllowed = (among: readonly Manifest[], cell: AccessCell): boolean => {
  const [namespace = '', name = ''] = cell.account.split('/');
  const { verb, apiGroup, resource, subresource } = cell;
  return access(among).allows({
    subject: { serviceAccount: { namespace, name } },
    verb,
    apiGroup,
    resource,
    ...(subresource === '' ? {} : { subresource }),
    ...(cell.namespace === '' ? {} : { namespace: cell.namespace }),
  });
};

describe('who may do what', () => {
  for (const [account, cells] of Map.groupBy(accessTable, (cell) => cell.account))
    describe(account, () => {
      for (const cell of cells)
        it(`may ${cell.allowed ? '' : 'not '}${describeCell(cell)}`, () => {
          assert.equal(isAllowed(manifests, cell), cell.allowed);
        });
    });

  it('depends on every binding: without one of them some cell is wrong', () => {
    const bindings = manifests.filter(({ kind }) => kind.endsWith('Binding'));
    assert.equal(bindings.length, 4);
    for (const binding of bindings) {
      const others = manifests.filter((manifest) => manifest !== binding);
      assert.ok(
        accessTable.some((cell) => isAllowed(others, cell) !== cell.allowed),
        binding.metadata.name,
      );
    }
  });
});

describe('the accounts, roles and bindings', () => {
  it('are those of the tasks, in their namespaces', () => {
    assert.deepEqual(names('ServiceAccount'), [
      'default/bob',
      'default/dave',
      'dev/jane',
      'dev/ken',
      'prometheus/carol',
    ]);
    assert.deepEqual(names('Namespace'), ['dev', 'prometheus']);
    assert.deepEqual(names('ClusterRole'), ['pod-reader']);
    assert.deepEqual(names('ClusterRoleBinding'), ['bob-cluster-admin', 'pod-reader-binding']);
    assert.deepEqual(names('RoleBinding'), ['dev/jane-admin', 'dev/ken-view']);
  });

  it('bind the role to the subject that the task names', () => {
    const bindings = manifests.filter((manifest): manifest is ClusterRoleBinding | RoleBinding =>
      manifest.kind.endsWith('Binding'),
    );
    const written = bindings.map(({ metadata, roleRef, subjects = [] }) => [
      metadata.name,
      roleRef.name,
      ...subjects.map(
        ({ kind, namespace, name }) => `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`,
      ),
    ]);
    assert.deepEqual(written, [
      ['bob-cluster-admin', 'admin', 'ServiceAccount default/bob'],
      ['pod-reader-binding', 'pod-reader', 'Group system:serviceaccounts:prometheus'],
      ['jane-admin', 'admin', 'ServiceAccount dev/jane'],
      ['ken-view', 'view', 'ServiceAccount dev/ken'],
    ]);
  });

  it('put no token into a pod that does not ask for it', () => {
    for (const manifest of manifests)
      if (manifest.kind === 'ServiceAccount')
        assert.equal(Reflect.get(manifest, 'automountServiceAccountToken'), false, manifest.metadata.name);
  });

  it('leave namespaces that refuse every pod which is not restricted', () => {
    for (const { kind, metadata } of manifests)
      if (kind === 'Namespace')
        assert.equal(metadata.labels?.['pod-security.kubernetes.io/enforce'], 'restricted', metadata.name);
  });
});
