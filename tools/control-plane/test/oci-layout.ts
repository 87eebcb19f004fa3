import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from '@wildermesser/exec';

/** Writes an image of one program as OCI's layout, without a name, and answers its digest. */
export const writeOciLayout = async (folder: string, program: string): Promise<string> => {
  const blobs = join(folder, 'blobs/sha256');
  await mkdir(blobs, { recursive: true });
  const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const add = async (
    mediaType: string,
    bytes: Buffer,
  ): Promise<{ mediaType: string; digest: string; size: number }> => {
    const digest = digestOf(bytes);
    await writeFile(join(blobs, digest.slice('sha256:'.length)), bytes);
    return { mediaType, digest, size: bytes.length };
  };
  const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
  const layer = join(folder, 'layer.tar');
  await run('tar', ['--create', '--file', layer, '--directory', program.replace(/\/[^/]+$/, ''), 'pause']);
  const bytes = await readFile(layer);
  const type = 'application/vnd.oci.image';
  const config = await add(
    `${type}.config.v1+json`,
    json({
      architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
      os: 'linux',
      config: { Entrypoint: ['/pause'] },
      rootfs: { type: 'layers', diff_ids: [digestOf(bytes)] },
    }),
  );
  const layers = [await add(`${type}.layer.v1.tar+gzip`, gzipSync(bytes))];
  const manifest = { schemaVersion: 2, mediaType: `${type}.manifest.v1+json`, config, layers };
  const described = await add(manifest.mediaType, json(manifest));
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  await writeFile(join(folder, 'index.json'), json({ schemaVersion: 2, manifests: [described] }));
  return described.digest;
};
