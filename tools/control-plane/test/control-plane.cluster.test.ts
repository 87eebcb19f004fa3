import assert from 'node:assert/strict';
import { ExecError } from '@wildermesser/exec';
import { clusterTests } from '../src/index.ts';

const test = await clusterTests();

const refused = async (work: Promise<string>): Promise<string> => {
  try {
    return assert.fail(`it was not refused: ${await work}`);
  } catch (error) {
    assert.ok(error instanceof ExecError, String(error));
    return error.stderr;
  }
};

test('the server is the Kubernetes that go.mod names', async ({ kubectl }) => {
  const { serverVersion } = JSON.parse(await kubectl(['version', '-o', 'json']));
  assert.match(serverVersion.gitVersion, /^v1\.34\.\d+$/);
});

test('a user whom nothing grants anything is forbidden everything', async ({ kubectl, user }) => {
  const jane = await user('jane', ['developers']);
  await kubectl(['create', 'namespace', 'development']);
  const get = ['get', 'pods', '--namespace=development', '--output=name'];
  assert.match(await refused(kubectl(get, { as: jane })), /User "jane" cannot list resource "pods"/);
  const grant = ['create', 'rolebinding', 'developers', '--clusterrole=view', '--group=developers'];
  await kubectl([...grant, '--namespace=development']);
  assert.equal(await kubectl(get, { as: jane }), '');
  assert.match(
    await refused(kubectl(['create', 'configmap', 'a'], { as: jane })),
    /cannot create resource "configmaps"/,
  );
});

test('a ServiceAccount is known by its token', async ({ kubectl, serviceAccount }) => {
  await kubectl(['create', 'serviceaccount', 'robot']);
  const robot = await serviceAccount('default', 'robot');
  const text = await kubectl(['auth', 'whoami', '-o', 'jsonpath={.status.userInfo.username}'], { as: robot });
  assert.equal(text, 'system:serviceaccount:default:robot');
});

test('controllers run: a Deployment makes Pods, which wait for a node', async ({ kubectl }) => {
  await kubectl(['create', 'deployment', 'web', '--image=example.invalid/web:1', '--replicas=2']);
  const pods = ['get', 'pods', '--selector=app=web'];
  await kubectl(['wait', '--for=jsonpath={.status.updatedReplicas}=2', 'deployment/web', '--timeout=30s']);
  const phases = await kubectl([...pods, '-o', 'jsonpath={.items[*].status.phase}']);
  assert.equal(phases, 'Pending Pending');
});

test('Pod Security refuses what the namespace does not allow', async ({ kubectl }) => {
  await kubectl(['create', 'namespace', 'strict']);
  await kubectl(['label', 'namespace', 'strict', 'pod-security.kubernetes.io/enforce=restricted']);
  const text = await refused(kubectl(['run', 'root', '--image=example.invalid/root:1', '--namespace=strict']));
  assert.match(text, /violates PodSecurity "restricted:latest"/);
});
