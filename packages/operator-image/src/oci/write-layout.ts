import { copyFileSync, linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredLayer } from '../layer/layer.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Descriptor, Document } from './descriptor.ts';

const blobOf = (digest: string): string => `blobs/${digest.replace(':', '/')}`;

/** The same file under a second name where the disk can do that, a copy elsewhere. */
const place = (from: string, to: string): void => {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'EXDEV' && code !== 'EPERM' && code !== 'EMLINK') throw error;
    copyFileSync(from, to);
  }
};

/** What goes into a layout. */
export interface LayoutContent {
  readonly layers: readonly StoredLayer[];
  readonly documents: readonly Document[];
  /** What `index.json` names: the image, under its tag. */
  readonly top: Descriptor;
}

/** Writes an OCI image layout 1.0 into `folder`, which must be empty or missing. */
export const writeLayout = (folder: string, { layers, documents, top }: LayoutContent): void => {
  mkdirSync(join(folder, 'blobs/sha256'), { recursive: true });
  for (const { digest, path } of layers) place(path, join(folder, blobOf(digest)));
  for (const { descriptor, content } of documents) writeFileSync(join(folder, blobOf(descriptor.digest)), content);
  writeFileSync(join(folder, 'oci-layout'), canonicalJson({ imageLayoutVersion: '1.0.0' }));
  writeFileSync(join(folder, 'index.json'), canonicalJson({ schemaVersion: 2, manifests: [top] }));
};
