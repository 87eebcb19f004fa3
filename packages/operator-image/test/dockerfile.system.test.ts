import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '@wildermesser/exec';
import { hostArchitecture } from '../src/architecture.ts';
import { buildImage, imageFiles } from '../src/build-image.ts';
import { writeArchive } from '../src/oci/docker-archive.ts';
import { probeWorkspace } from './probe-workspace.ts';

const here = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'dockerfile-'));
after(() => rmSync(work, { recursive: true, force: true }));

const storage = ['--storage-driver=vfs', `--root=${join(work, 'root')}`, `--runroot=${join(work, 'run')}`];
const buildah = async (...args: readonly string[]): Promise<string> =>
  (await run('buildah', [...storage, ...args], { timeoutSeconds: 300 })).stdout.trim();

test('the Dockerfile builds without a daemon, on a base that has Node where distroless has it', async () => {
  const workspace = probeWorkspace('plain');
  const image = await buildImage({
    workspace: workspace.root,
    folder: workspace.folder,
    entry: 'apps/probe/src/main.ts',
    output: workspace.output,
    cache: workspace.cache,
    repository: 'registry.example/acme/probe',
    source: 'https://git.example/platform',
  });
  const own = image.images.find(({ architecture }) => architecture === hostArchitecture());
  assert.ok(own);
  const base = join(work, 'base.tar');
  writeArchive(join(workspace.output, imageFiles.layout), own, 'base:1', base);
  const context = join(work, 'context');
  mkdirSync(join(context, 'dist/bundle'), { recursive: true });
  for (const file of ['Dockerfile', '.dockerignore']) cpSync(join(here, file), join(context, file));
  writeFileSync(join(context, 'dist/bundle/main.mjs'), image.bundle.program);
  writeFileSync(join(context, 'dist/bundle/NOTICES'), image.bundle.notices);
  writeFileSync(join(context, 'secret'), 'not for the image');

  const arguments_ = [
    '--isolation=chroot',
    '--timestamp=0',
    `--build-arg=BASE=oci-archive:${base}`,
    '--tag=probe',
    context,
  ];
  await buildah('bud', '--quiet', ...arguments_);
  const inspected = JSON.parse(await buildah('inspect', '--type=image', 'probe')) as {
    OCIv1: { config: Record<string, unknown> };
  };
  const { config } = inspected.OCIv1;
  assert.deepEqual(
    [config.User, config.Entrypoint, config.WorkingDir],
    ['65532:65532', ['/nodejs/bin/node', '/app/main.mjs'], '/app'],
  );
  const container = await buildah('from', 'probe');
  const root = await buildah('mount', container);
  await run('cmp', [join(root, 'app/main.mjs'), join(context, 'dist/bundle/main.mjs')]);
  await assert.rejects(run('test', ['-e', join(root, 'secret')]));
  await buildah('umount', container);
});
