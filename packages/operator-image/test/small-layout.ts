import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { architectures } from '../src/architecture.ts';
import { compressLayer } from '../src/layer/compress-layer.ts';
import type { Descriptor } from '../src/oci/descriptor.ts';
import { imageIndex, platformImage } from '../src/oci/image-documents.ts';
import { writeLayout } from '../src/oci/write-layout.ts';

/** An image in a temporary folder with one layer that does not compress, of this many bytes. */
export const smallLayout = (bytes: number): { readonly layout: string; readonly top: Descriptor } => {
  const work = mkdtempSync(join(tmpdir(), 'layout-test-'));
  after(() => rmSync(work, { recursive: true, force: true }));
  const content = randomBytes(bytes);
  const entry = { type: 'file', path: 'app/data', mode: 0o644, owner: { uid: 0, gid: 0 }, content } as const;
  const layer = compressLayer(
    'app',
    [{ type: 'directory', path: 'app', mode: 0o755, owner: { uid: 0, gid: 0 } }, entry],
    join(work, 'app.tar.gz'),
  );
  const facts = {
    version: '1.0.0',
    created: '2026-01-01T00:00:00.000Z',
    suite: 'trixie',
    source: 'https://git.example/x',
  };
  const images = architectures.map((architecture) => platformImage(architecture, [layer], facts));
  const index = imageIndex(images, facts);
  const layout = join(work, 'oci');
  writeLayout(layout, {
    layers: [layer],
    documents: [...images.flatMap(({ config, manifest }) => [config, manifest]), index],
    top: index.descriptor,
  });
  return { layout, top: index.descriptor };
};
