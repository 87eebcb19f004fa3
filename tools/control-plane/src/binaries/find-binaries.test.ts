import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { findBinaries } from './find-binaries.ts';

/** A folder with programs of these names. */
const programs = async (t: TestContext, ...names: readonly string[]): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'assets-'));
  t.after(() => rm(folder, { recursive: true }));
  for (const name of names) await writeFile(join(folder, name), '', { mode: 0o755 });
  return folder;
};

test('the programs of envtest are enough', async (t) => {
  const folder = await programs(t, 'etcd', 'kube-apiserver', 'kubectl');
  assert.deepEqual(await findBinaries({ KUBEBUILDER_ASSETS: folder }), {
    etcd: join(folder, 'etcd'),
    apiServer: join(folder, 'kube-apiserver'),
  });
});

test('those of the controllers and of a node are used where they are', async (t) => {
  const folder = await programs(t, 'etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubelet');
  const found = await findBinaries({ KUBEBUILDER_ASSETS: folder });
  assert.deepEqual(Object.keys(found ?? {}).sort(), ['apiServer', 'controllerManager', 'etcd', 'kubelet', 'scheduler']);
});

test('a variable for one program goes before the folder', async (t) => {
  const folder = await programs(t, 'etcd', 'kube-apiserver', 'my-etcd');
  const etcd = join(folder, 'my-etcd');
  assert.equal((await findBinaries({ KUBEBUILDER_ASSETS: folder, TEST_ASSET_ETCD: etcd }))?.etcd, etcd);
});

test('a folder that is named and has not both is an error, not a reason to compile', async (t) => {
  const folder = await programs(t, 'etcd');
  await assert.rejects(findBinaries({ KUBEBUILDER_ASSETS: folder }), {
    code: 'IMPOSSIBLE',
    message: /not both etcd and kube-apiserver are there/,
  });
  const missing = join(folder, 'nothing');
  await assert.rejects(findBinaries({ TEST_ASSET_ETCD: missing, TEST_ASSET_KUBE_APISERVER: missing }), {
    message: `${missing} is not a program`,
  });
});
