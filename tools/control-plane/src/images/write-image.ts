import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { run } from '@wildermesser/exec';

/** How containers of an image run, in the words of the OCI image specification. */
export interface ImageConfig {
  readonly Entrypoint?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Env?: readonly string[];
  readonly User?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
}

const fileDigest = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * Writes `image.tar` into this folder: a docker archive of one layer, which is the tar `layer.tar` there and is gone
 * afterwards.
 */
export const writeImage = async (folder: string, name: string, config: ImageConfig): Promise<void> => {
  const layer = join(folder, 'layer.tar');
  const diffId = await fileDigest(layer);
  const configText = JSON.stringify({
    architecture: architectures[process.arch],
    os: 'linux',
    config,
    rootfs: { type: 'layers', diff_ids: [`sha256:${diffId}`] },
  });
  const configName = `${createHash('sha256').update(configText).digest('hex')}.json`;
  const contents = join(folder, 'contents');
  await mkdir(contents);
  await rename(layer, join(contents, 'layer.tar'));
  await writeFile(join(contents, configName), configText);
  const manifest = [{ Config: configName, RepoTags: [name], Layers: ['layer.tar'] }];
  await writeFile(join(contents, 'manifest.json'), JSON.stringify(manifest));
  await run('tar', ['--create', '--file', join(folder, 'image.tar'), '--directory', contents, '--remove-files', '.']);
};
