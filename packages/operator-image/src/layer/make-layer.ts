import { Worker } from 'node:worker_threads';
import type { Architecture } from '../architecture.ts';
import { baseEntries } from '../debian/base-entries.ts';
import { readBaseLock } from '../debian/base-lock.ts';
import { ImageError, type ImageErrorCode } from '../image-error.ts';
import { findRuntime } from '../runtime/find-runtime.ts';
import { runtimeEntries } from '../runtime/runtime-entries.ts';
import { readRuntimeLock } from '../runtime/runtime-lock.ts';
import type { Entry } from '../tar/entry.ts';
import { compressLayer } from './compress-layer.ts';
import type { StoredLayer } from './layer.ts';

/** A layer that follows from the two lock files alone. */
export interface LockedLayer {
  readonly name: 'base' | 'runtime';
  readonly architecture: Architecture;
  /** The package `operator-image`. */
  readonly folder: string;
  /** The root of the repository. */
  readonly workspace: string;
}

/** What a locked layer holds. */
export const lockedEntries = async ({
  name,
  architecture,
  folder,
  workspace,
}: LockedLayer): Promise<readonly Entry[]> =>
  name === 'base'
    ? baseEntries(folder, readBaseLock(folder), architecture)
    : runtimeEntries(await findRuntime(workspace, readRuntimeLock(folder), architecture));

/** How the thread below answers. */
export type LayerAnswer =
  | { readonly layer: StoredLayer }
  | {
      readonly fault: { readonly code: ImageErrorCode; readonly message: string; readonly advice: string | undefined };
    };

export const writeLockedLayer = async (spec: LockedLayer, path: string): Promise<StoredLayer> =>
  compressLayer(spec.name, await lockedEntries(spec), path);

/** Makes a layer in a thread of its own, so that the architectures are compressed side by side. */
export const makeLayer = (spec: LockedLayer, path: string): Promise<StoredLayer> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./layer-thread.ts', import.meta.url), {
      workerData: { spec, path },
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    worker.once('message', (answer: LayerAnswer) => {
      if ('layer' in answer) resolve(answer.layer);
      else reject(new ImageError(answer.fault.code, answer.fault.message, answer.fault.advice));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that compresses ${spec.name} ended with ${code}`)));
  });
