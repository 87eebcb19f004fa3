/** The loop of one MySQL: observe, decide, act; and what it is called for. */
export { createReconcile, type ReconcileDependencies } from './reconcile.ts';
export { setUp } from './set-up.ts';
