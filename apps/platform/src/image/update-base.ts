import { updateBase, updateRuntime } from '@wildermesser/operator-image';
import type { Io } from '../io.ts';
import { imageSettings } from './image-settings.ts';

/** `image update-base` */
export const updateImageBase = async (node: string | undefined, io: Io): Promise<number> => {
  const { folder } = imageSettings(io);
  io.stderr.write('asking Debian’s mirrors ...\n');
  const { changes } = await updateBase(folder);
  for (const change of changes) io.stdout.write(`${change}\n`);
  if (changes.length === 0) io.stdout.write('the packages of Debian are the newest already\n');
  if (node !== undefined) {
    io.stderr.write(`fetching Node ${node} for all architectures ...\n`);
    const { version } = await updateRuntime(folder, node);
    io.stdout.write(`node ${version}\n`);
  }
  if (changes.length > 0 || node !== undefined)
    io.stdout.write('  → ./platform image pin && ./platform build, and commit all of it\n');
  return 0;
};
