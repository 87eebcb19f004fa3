import type { Reconcile } from '../runtime/reconcile.ts';
import type { Workshop } from '../runtime/run-operator.ts';
import { followMySQLs } from './follow.ts';
import { createInstanceMetrics } from './instance-metrics.ts';
import { createReconcile } from './reconcile.ts';

/** The MySQL operator, for a runtime that runs it. */
export const setUp = ({ cluster, controller, recorder, secrets, metrics, clock, settings }: Workshop): Reconcile =>
  createReconcile({
    cluster,
    recorder,
    secrets,
    metrics: createInstanceMetrics(metrics.registry),
    known: followMySQLs({
      cluster,
      controller,
      namespace: settings.watchNamespace,
      relistMilliseconds: settings.relistSeconds * 1000,
    }),
    now: () => clock.date().getTime(),
  });
