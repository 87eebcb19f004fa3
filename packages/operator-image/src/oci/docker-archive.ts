import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Content } from '../tar/content.ts';
import { type Entry, root } from '../tar/entry.ts';
import { withParents } from '../tar/with-parents.ts';
import { writeTar } from '../tar/write-tar.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Descriptor } from './descriptor.ts';
import type { PlatformImage } from './image-documents.ts';

const file = (path: string, content: Content): Entry => ({ type: 'file', path, mode: 0o644, owner: root, content });
const text = (path: string, content: string): Entry => file(path, new TextEncoder().encode(content));

const blobPath = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

/**
 * The image of one architecture in one file that docker, podman, containerd and skopeo all load: an OCI layout with
 * Docker's `manifest.json` beside it.
 *
 * @param layout the folder of the layout that holds the blobs
 * @param reference name and tag under which it is loaded
 * @param path is replaced as a whole
 */
export const writeArchive = (
  layout: string,
  { architecture, layers, config, manifest }: PlatformImage,
  reference: string,
  path: string,
): void => {
  const blob = ({ digest }: Pick<Descriptor, 'digest'>): Entry => {
    const stored = join(layout, blobPath(digest));
    return file(blobPath(digest), { file: stored, size: statSync(stored).size });
  };
  const top = {
    ...manifest.descriptor,
    platform: { architecture, os: 'linux' },
    annotations: { 'io.containerd.image.name': reference, 'org.opencontainers.image.ref.name': reference },
  };
  const docker = [
    {
      Config: blobPath(config.descriptor.digest),
      RepoTags: [reference],
      Layers: layers.map(({ digest }) => blobPath(digest)),
    },
  ];
  const entries = withParents([
    ...layers.map(blob),
    blob(config.descriptor),
    blob(manifest.descriptor),
    text('oci-layout', canonicalJson({ imageLayoutVersion: '1.0.0' })),
    text('index.json', canonicalJson({ schemaVersion: 2, manifests: [top] })),
    text('manifest.json', canonicalJson(docker)),
  ]);
  const partial = `${path}.partial`;
  const out = openSync(partial, 'w', 0o644);
  try {
    for (const chunk of writeTar(entries)) for (let at = 0; at < chunk.length; ) at += writeSync(out, chunk, at);
    closeSync(out);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
};
