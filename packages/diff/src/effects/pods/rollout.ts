import type { SideObject } from '../../model/side.ts';
import { at, numberOf, textOf } from '../reading/fields.ts';
import { replicasOf } from './replicas.ts';

/** How a controller replaces the Pods of a changed template. */
export type Rollout =
  /** A few at a time: up to `surge` more and up to `unavailable` fewer than wanted. */
  | { readonly how: 'rolling'; readonly pods: number; readonly surge: number; readonly unavailable: number }
  /** On each node, up to `unavailable` at a time. */
  | { readonly how: 'nodes'; readonly surge: string; readonly unavailable: string }
  /** One after the other from the highest ordinal down to the partition; the others keep the old template. */
  | { readonly how: 'ordered'; readonly pods: number; readonly kept: number }
  /** All stop before the first new one starts. */
  | { readonly how: 'all at once'; readonly pods: number }
  /** Nothing happens until somebody deletes the Pods, or resumes the Deployment. */
  | { readonly how: 'on delete' | 'paused' | 'never'; readonly pods: number | undefined };

/** A number of Pods written as such or as a share; shares round up for a surge and down for what may be missing. */
const podsOf = (value: unknown, pods: number, round: (share: number) => number): number => {
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(textOf(value));
  return percent === null ? 0 : round((Number(percent[1]) * pods) / 100);
};

/** Of a Deployment; the API server sets 25 % for both, and lets one Pod be missing where both come to nothing. */
const rolling = (strategy: unknown, pods: number): Rollout => {
  const update = at(strategy, 'rollingUpdate');
  const surge = podsOf(at(update, 'maxSurge') ?? '25%', pods, Math.ceil);
  const unavailable = podsOf(at(update, 'maxUnavailable') ?? '25%', pods, Math.floor);
  return { how: 'rolling', pods, surge, unavailable: surge + unavailable === 0 ? 1 : unavailable };
};

/** How the Pods of a workload of the base, by default its replicas, are replaced by the settings of the head. */
export const rolloutOf = (base: SideObject, head: SideObject, pods = replicasOf(base) ?? 0): Rollout | undefined => {
  const { manifest } = head;
  const update = at(manifest, 'spec', 'updateStrategy');
  switch (`${head.identity.group}/${head.identity.kind}`) {
    case 'apps/Deployment': {
      const strategy = at(manifest, 'spec', 'strategy');
      if (at(manifest, 'spec', 'paused') === true) return { how: 'paused', pods };
      return at(strategy, 'type') === 'Recreate' ? { how: 'all at once', pods } : rolling(strategy, pods);
    }
    case 'apps/StatefulSet': {
      if (at(update, 'type') === 'OnDelete') return { how: 'on delete', pods };
      const start = numberOf(at(manifest, 'spec', 'ordinals', 'start'), 0);
      const partition = numberOf(at(update, 'rollingUpdate', 'partition'), 0);
      const kept = Math.min(Math.max(partition - start, 0), pods);
      return { how: 'ordered', pods: pods - kept, kept };
    }
    case 'apps/DaemonSet': {
      if (at(update, 'type') === 'OnDelete') return { how: 'on delete', pods: undefined };
      const amount = (value: unknown, otherwise: string): string =>
        typeof value === 'number' ? String(value) : textOf(value) || otherwise;
      return {
        how: 'nodes',
        surge: amount(at(update, 'rollingUpdate', 'maxSurge'), '0'),
        unavailable: amount(at(update, 'rollingUpdate', 'maxUnavailable'), '1'),
      };
    }
    case 'apps/ReplicaSet':
    case '/ReplicationController':
      return { how: 'never', pods };
    default:
      return undefined;
  }
};
