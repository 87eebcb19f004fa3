import type { Finding } from '@wildermesser/manifest';
import type { World } from './world.ts';

/**
 * One thing that all manifests together have to satisfy. Pure: the same world gives the same findings.
 *
 * A rule runs once, most of it before the engine has compiled it. There each step of an iterator makes an object, so that
 * loops over the parts of every object count by an index, and what passes makes no list.
 */
export interface Rule {
  /** Kebab case, the name of its file. */
  readonly name: string;
  readonly check: (world: World) => Finding[];
}
