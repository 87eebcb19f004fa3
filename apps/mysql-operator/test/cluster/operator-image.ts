import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Cluster } from '@wildermesser/control-plane';
import { buildImage, imageFiles } from '@wildermesser/operator-image';

const root = resolve(import.meta.dirname, '../../../..');
const folder = join(root, 'packages/operator-image');

/** Builds the image of the operator as it is now, gives it to the node, and answers its name with the digest. */
export const importOperator = async ({ node }: Cluster): Promise<string> => {
  const { entry, repository, source } = JSON.parse(await readFile(join(folder, 'image.json'), 'utf8'));
  const parent = await mkdtemp(join(tmpdir(), 'operator-image-'));
  try {
    const output = join(parent, 'image');
    const cache = join(root, 'node_modules/.cache/platform/image');
    const { pin } = await buildImage({ workspace: root, folder, entry, output, cache, repository, source });
    const name = `${repository}@${pin.digest}`;
    await node?.importImage(join(output, imageFiles.layout), name);
    return name;
  } finally {
    await rm(parent, { recursive: true });
  }
};
