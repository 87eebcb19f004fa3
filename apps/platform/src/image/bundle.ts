import { relative } from 'node:path';
import { bundleApp } from '@wildermesser/operator-image';
import type { Io } from '../io.ts';
import { writeBundle } from './build.ts';
import { imageSettings } from './image-settings.ts';

/** `image bundle` */
export const bundle = async (io: Io): Promise<number> => {
  const settings = imageSettings(io);
  const { workspace, entry } = settings.request;
  const app = await bundleApp(workspace, entry);
  const folder = writeBundle(settings, app);
  io.stdout.write(
    `${folder}/main.mjs  ${(app.program.length / 1024).toFixed(0)} KiB from ${relative('.', entry)} and ${app.packages.length} npm packages\n`,
  );
  return 0;
};
