/** Pods of one Deployment in the middle of a rollout. A pod that is being removed counts no longer. */
export interface Rollout {
  readonly oldReady: number;
  readonly newStarting: number;
  readonly newReady: number;
}

export interface RollingUpdate {
  readonly replicas: number;
  readonly maxSurge: number;
  readonly maxUnavailable: number;
}

/** One thing that happens: the controller starts or removes pods, or a new pod becomes ready. */
export interface Step {
  readonly what: 'start' | 'remove' | 'ready';
  readonly count: number;
  readonly after: Rollout;
}

const podsOf = ({ oldReady, newStarting, newReady }: Rollout): number => oldReady + newStarting + newReady;
const availableOf = ({ oldReady, newReady }: Rollout): number => oldReady + newReady;

/**
 * What may happen next, by the rules of the Deployment controller: no more than `replicas + maxSurge` pods exist, and
 * pods are removed only while at least `replicas - maxUnavailable` are available. The controller tries to start new
 * pods before it removes old ones.
 */
export const nextSteps = ({ replicas, maxSurge, maxUnavailable }: RollingUpdate, now: Rollout): readonly Step[] => {
  const started = now.newStarting + now.newReady;
  const start = Math.min(replicas + maxSurge - podsOf(now), replicas - started);
  const least = replicas - maxUnavailable;
  const remove = Math.min(availableOf(now) - least, podsOf(now) - least - now.newStarting, now.oldReady);
  const ready: readonly Step[] =
    now.newStarting === 0
      ? []
      : [{ what: 'ready', count: 1, after: { ...now, newStarting: now.newStarting - 1, newReady: now.newReady + 1 } }];
  if (start > 0)
    return [{ what: 'start', count: start, after: { ...now, newStarting: now.newStarting + start } }, ...ready];
  if (remove > 0)
    return [{ what: 'remove', count: remove, after: { ...now, oldReady: now.oldReady - remove } }, ...ready];
  return ready;
};

/** A whole rollout; `choose` decides which of several possible steps comes first. */
export const rollOut = (update: RollingUpdate, choose: (possible: number) => number): readonly Step[] => {
  const steps: Step[] = [];
  let now: Rollout = { oldReady: update.replicas, newStarting: 0, newReady: 0 };
  // Every step starts, removes or readies a pod of a finite number; more of them is a rollout that goes in circles.
  for (let left = 3 * update.replicas + 1; left > 0; left -= 1) {
    const possible = nextSteps(update, now);
    const step = possible[choose(possible.length)];
    if (step === undefined) return steps;
    steps.push(step);
    now = step.after;
  }
  throw new Error('the rollout does not end');
};
