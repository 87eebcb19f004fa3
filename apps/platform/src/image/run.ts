import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from '@wildermesser/exec';
import { hostArchitecture, imageEntries, imageFiles, runImage, writeArchive } from '@wildermesser/operator-image';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { buildAndReport } from './build.ts';
import { imageSettings } from './image-settings.ts';

/** The values of variables that are passed on by name: a value on a command line could be read by others. */
const variables = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    names.map((name) => {
      const value = environment()[name];
      if (value === undefined)
        throw new UsageError(`the variable ${name} is not set`, `set it: ${name}=… ./platform image run`);
      return [name, value];
    }),
  );

/** `image run` */
export const run = async (args: readonly string[], env: readonly string[], io: Io): Promise<number> => {
  const settings = imageSettings(io);
  const { output } = settings.request;
  const host = hostArchitecture();
  const { images, pin } = await buildAndReport(settings, io);
  const image = images.find(({ architecture }) => architecture === host);
  if (host === undefined || image === undefined)
    throw new UsageError(`there is no image for ${process.arch}`, 'run it on x64 or arm64');
  const work = mkdtempSync(join(tmpdir(), 'image-'));
  const archive = join(work, 'image.tar');
  const reference = `${pin.repository}:${pin.version}`;
  try {
    writeArchive(join(output, imageFiles.layout), image, reference, archive);
    return await runImage({
      archive,
      reference,
      args,
      env: variables(env),
      entries: () => imageEntries(settings.request, host),
    });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
};
