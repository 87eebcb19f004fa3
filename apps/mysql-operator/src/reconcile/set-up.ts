import type { Reconcile } from '../runtime/reconcile.ts';
import type { Workshop } from '../runtime/run-operator.ts';
import { followMySQLs } from './follow.ts';
import { createReconcile } from './reconcile.ts';

/** The MySQL operator, for a runtime that runs it. */
export const setUp = ({ cluster, controller, recorder, secrets, clock, settings }: Workshop): Reconcile =>
  createReconcile({
    cluster,
    recorder,
    secrets,
    known: followMySQLs({
      cluster,
      controller,
      namespace: settings.watchNamespace,
      relistMilliseconds: settings.relistSeconds * 1000,
    }),
    now: () => clock.date().getTime(),
  });
