import { parentPort, workerData } from 'node:worker_threads';
import { ImageError } from '../image-error.ts';
import { type LayerAnswer, type LockedLayer, writeLockedLayer } from './make-layer.ts';

const { spec, path } = workerData as { readonly spec: LockedLayer; readonly path: string };

/** An error loses its class on the way between threads, hence the plain answer. */
const answer = async (): Promise<LayerAnswer> => {
  try {
    return { layer: await writeLockedLayer(spec, path) };
  } catch (error) {
    if (!(error instanceof ImageError)) throw error;
    return { fault: { code: error.code, message: error.message, advice: error.advice } };
  }
};

parentPort?.postMessage(await answer());
