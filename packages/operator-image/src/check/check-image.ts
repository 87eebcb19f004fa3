import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareBytes } from '@wildermesser/manifest';
import { architectures } from '../architecture.ts';
import { type BuildRequest, buildImage, imageEntries, imageFiles } from '../build-image.ts';
import type { LayerName } from '../layer/layer.ts';
import { blobFile } from '../oci/read-layout.ts';
import { type ImagePin, pinDifferences, readPin } from '../pin/image-pin.ts';
import { sha256 } from '../sha256.ts';
import { compareLayers } from './compare-layers.ts';

/** What a check found. Nothing of it is thrown. */
export interface ImageCheck {
  /** Of the image as it is built now, from nothing. */
  readonly pin: ImagePin;
  /** Why the image in the output folder is not that image, a line each. */
  readonly built: readonly string[];
  /** Why the image that the manifests name is not that image, a line each. */
  readonly pinned: readonly string[];
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort(compareBytes);

const differentFiles = (before: string, after: string): readonly string[] => {
  const old = new Set(filesBelow(before));
  const current = new Set(filesBelow(after));
  return [...new Set([...old, ...current])].sort(compareBytes).flatMap((path) => {
    if (!old.has(path)) return [`${path} is not there`];
    if (!current.has(path)) return [`${path} should not be there`];
    const same = sha256(readFileSync(join(before, path))) === sha256(readFileSync(join(after, path)));
    return same ? [] : [`${path} has other bytes`];
  });
};

/** The files inside the layers that moved, where both layers are at hand. */
const differentEntries = async (before: string, old: ImagePin, after: string, current: ImagePin) => {
  const pairs = architectures.flatMap((architecture) =>
    (Object.keys(current.layers[architecture]) as LayerName[]).map((name) => ({
      from: blobFile(join(before, imageFiles.layout), old.layers[architecture]?.[name] ?? ''),
      to: blobFile(join(after, imageFiles.layout), current.layers[architecture][name]),
    })),
  );
  const distinct = new Map(pairs.map((pair) => [`${pair.from} ${pair.to}`, pair])).values();
  const moved = [...distinct].filter(
    ({ from, to }) => existsSync(from) && from.split('/').at(-1) !== to.split('/').at(-1),
  );
  return (await Promise.all(moved.map(({ from, to }) => compareLayers(from, to)))).flat();
};

/**
 * Builds the image once more, with nothing cached, and compares every byte with what lies in the output folder, when
 * something does, and the digest with the one that is pinned.
 *
 * @param pinPath the file that the manifests read the digest from
 */
export const checkImage = async (request: BuildRequest, pinPath: string): Promise<ImageCheck> => {
  const work = mkdtempSync(join(tmpdir(), 'image-check-'));
  const output = join(work, 'image');
  try {
    for (const architecture of architectures) await imageEntries(request, architecture);
    const { pin } = await buildImage({ ...request, output, cache: join(work, 'cache') });
    const old = readPin(join(request.output, imageFiles.pin));
    const built =
      old === undefined
        ? []
        : [...differentFiles(request.output, output), ...(await differentEntries(request.output, old, output, pin))];
    const pinned = readPin(pinPath);
    return { pin, built, pinned: pinned === undefined ? ['no image is pinned'] : pinDifferences(pinned, pin) };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};
