import type { Plan } from '../plan.ts';

/** What the owner of a cluster says to its keeper: run it, outlive me, end it. */
export type ToKeeper = { readonly plan: Plan } | { readonly detach: true } | { readonly stop: true };

/** What the keeper answers. After `failed` it ends. */
export type FromKeeper = { readonly ready: true } | { readonly failed: string };
