import type { Finding } from '@wildermesser/manifest';
import type { World } from './world.ts';

/** One thing that all manifests together have to satisfy. Pure: the same world gives the same findings. */
export interface Rule {
  /** Kebab case, the name of its file. */
  readonly name: string;
  readonly check: (world: World) => Finding[];
}
