import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { imageFiles, writeArchive } from '@wildermesser/operator-image';
import type { Io } from '../io.ts';
import { buildAndReport } from './build.ts';
import { imageSettings } from './image-settings.ts';

/** `image tar` */
export const tar = async (io: Io): Promise<number> => {
  const settings = imageSettings(io);
  const { output } = settings.request;
  const { images, pin } = await buildAndReport(settings, io);
  const folder = join(settings.folder, 'dist/archives');
  mkdirSync(folder, { recursive: true });
  for (const image of images) {
    const path = join(folder, `mysql-operator-${image.architecture}.tar`);
    writeArchive(join(output, imageFiles.layout), image, `${pin.repository}:${pin.version}`, path);
    io.stdout.write(`${relative(settings.root, path)}\n`);
  }
  return 0;
};
