import type { SideObject } from '../../model/side.ts';
import { at, numberOf } from '../reading/fields.ts';

/**
 * How many Pods an object keeps running: `replicas`, which is 1 when left out. Undefined when it depends on the
 * cluster: a DaemonSet has one a node.
 */
export const replicasOf = ({ manifest }: SideObject): number | undefined => {
  switch (manifest.kind) {
    case 'DaemonSet':
      return undefined;
    case 'Pod':
      return 1;
    case 'Job':
      return numberOf(at(manifest, 'spec', 'parallelism'), 1);
    case 'CronJob':
      return 0;
    default:
      return numberOf(at(manifest, 'spec', 'replicas'), 1);
  }
};
