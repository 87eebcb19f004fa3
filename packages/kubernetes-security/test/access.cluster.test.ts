import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { type Cluster, clusterTests } from '@wildermesser/control-plane';
import bundle from '../bundle.ts';
import { type AccessCell, accessTable } from './access-table.ts';

const test = await clusterTests();

const manifests = bundle.components.flatMap((component) =>
  component.manifests({
    repository: 'https://git.example/repo.git',
    revision: 'refs/heads/main',
    cluster: 'https://kubernetes.default.svc',
    argocdNamespace: 'argocd',
    kubernetes: '1.36',
  }),
);

const list = (items: readonly object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });

/** The question of one cell, as the API server is asked it. */
const review = ({ account, verb, apiGroup, resource, subresource, namespace }: AccessCell): object => {
  const [home = '', name = ''] = account.split('/');
  return {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: {
      user: `system:serviceaccount:${home}:${name}`,
      groups: ['system:serviceaccounts', `system:serviceaccounts:${home}`, 'system:authenticated'],
      resourceAttributes: { verb, group: apiGroup, resource, subresource, namespace },
    },
  };
};

/** The cells that the API server decides otherwise. */
const wrongCells = async ({ kubectl }: Cluster): Promise<readonly AccessCell[]> => {
  const create = ['create', '--filename', '-', '--output', 'jsonpath={.status.allowed}{"\\n"}'];
  const answers = (await kubectl(create, { input: list(accessTable.map(review)) })).trim().split('\n');
  assert.equal(answers.length, accessTable.length);
  return accessTable.filter(({ allowed }, index) => answers[index] !== String(allowed));
};

const patienceMilliseconds = 15_000;

test('a real API server decides every cell of the table as it says', async (cluster) => {
  const namespaces = manifests.filter(({ kind }) => kind === 'Namespace');
  const others = manifests.filter(({ kind }) => kind !== 'Namespace');
  const apply = ['apply', '--server-side', '--filename', '-'];
  await cluster.kubectl(apply, { input: list([...namespaces, ...others]) });
  // The rules of `admin` and `view` are put together by a controller, and the API server learns of changes from itself.
  const end = performance.now() + patienceMilliseconds;
  while (performance.now() < end && (await wrongCells(cluster)).length > 0) await pause(250);
  assert.deepEqual(await wrongCells(cluster), []);
});

test('the table holds for this cluster only with its bindings: without one, some cell is wrong', async (cluster) => {
  await cluster.kubectl(['delete', 'clusterrolebinding', 'pod-reader-binding']);
  const end = performance.now() + patienceMilliseconds;
  while (performance.now() < end && (await wrongCells(cluster)).length === 0) await pause(250);
  const wrong = await wrongCells(cluster);
  assert.ok(wrong.length > 0);
  assert.deepEqual([...new Set(wrong.map(({ account }) => account))], ['prometheus/carol', 'prometheus/newcomer']);
});
