import { join } from 'node:path';
import { run } from '@wildermesser/exec';
import { type Image, imageSource } from './image.ts';
import { writeImage } from './write-image.ts';

const source = imageSource('pause/pause.c');
const name = 'platform.test/pause:1';

/** Holds the namespaces of each Pod. Its program stays beside the archive as `pause`: it is PID 1 of the node, too. */
export const pauseImage: Image = {
  name,
  sources: [source],
  needs: { cc: 'gcc libc6-dev' },
  make: async (folder) => {
    const program = join(folder, 'pause');
    await run('cc', ['-static', '-Os', '-s', '-o', program, source]);
    await run('tar', [
      '--create',
      '--file',
      join(folder, 'layer.tar'),
      '--owner=0',
      '--group=0',
      '--directory',
      folder,
      'pause',
    ]);
    await writeImage(folder, name, { Entrypoint: ['/pause'] });
  },
};
