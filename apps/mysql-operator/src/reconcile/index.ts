/** The loop of one MySQL: observe, decide, act. */
export { createReconcile, type ReconcileDependencies } from './reconcile.ts';
