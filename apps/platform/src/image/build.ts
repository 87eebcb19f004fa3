import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { architectures, type BuiltImage, buildImage, pinDifferences, readPin } from '@wildermesser/operator-image';
import type { Io } from '../io.ts';
import { paintFor } from '../io.ts';
import { type ImageSettings, imageSettings } from './image-settings.ts';
import { megabytes } from './megabytes.ts';

/** The program as one file beside the image, for those who build one with a Dockerfile. */
export const writeBundle = (settings: ImageSettings, { program, notices, metafile }: BuiltImage['bundle']): string => {
  const folder = join(settings.folder, 'dist/bundle');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'main.mjs'), program);
  writeFileSync(join(folder, 'NOTICES'), notices);
  writeFileSync(join(folder, 'metafile.json'), JSON.stringify(metafile));
  return relative(settings.root, folder);
};

/** Builds and says what came out. */
export const buildAndReport = async (settings: ImageSettings, io: Io): Promise<BuiltImage> => {
  const image = await buildImage(settings.request);
  writeBundle(settings, image.bundle);
  const paint = paintFor(io);
  for (const { architecture, layers } of image.images) {
    const total = layers.reduce((sum, { size }) => sum + size, 0);
    const parts = layers.map(({ name, size }) => `${name} ${megabytes(size)}`).join(', ');
    io.stdout.write(`linux/${architecture.padEnd(6)} ${megabytes(total).padStart(8)}  ${parts}\n`);
  }
  io.stdout.write(`${image.pin.repository}@${paint.bold(image.pin.digest)}\n`);
  return image;
};

/** `image build` */
export const build = async (io: Io): Promise<number> => {
  const settings = imageSettings(io);
  const { pin } = await buildAndReport(settings, io);
  const pinned = readPin(settings.pin);
  const moved = pinned === undefined ? ['nothing is pinned yet'] : pinDifferences(pinned, pin);
  if (moved.length > 0)
    io.stdout.write(
      `the manifests name another image: ${moved.join('; ')}\n  → ./platform image pin && ./platform build\n`,
    );
  io.stdout.write(
    `in ${relative(settings.root, settings.request.output)}: an OCI layout of ${architectures.length} architectures, bills of materials\n`,
  );
  return 0;
};
