import { type Environment, environment } from '@wildermesser/exec';
import { ensureBinaries, ensureCoredns } from './binaries/ensure-binaries.ts';
import { ensureStore } from './images/image-store.ts';
import { mariadbImage } from './images/mariadb-image.ts';
import { pauseImage } from './images/pause-image.ts';
import { clusterObstacle } from './obstacle.ts';

/**
 * Makes now, where somebody sees how far it is, what the first clusters would make: the programs and, where a node is
 * possible, CoreDNS and the images. What this machine cannot run is left out; whoever needs it will hear why.
 */
export const prepareCaches = async (log: (line: string) => void, env: Environment = environment()): Promise<void> => {
  if (env.USE_EXISTING_CLUSTER === 'true') return;
  if ((await clusterObstacle({ controllers: false }, env)) !== undefined) return;
  await ensureBinaries(log);
  const images = [mariadbImage];
  if ((await clusterObstacle({ node: { images } }, env)) !== undefined) return;
  await ensureCoredns(log);
  await ensureStore([pauseImage, ...images], log);
};
