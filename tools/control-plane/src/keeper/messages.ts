import type { Plan } from '../plan.ts';

/** What the owner of a cluster says to its keeper: run it, outlive me, end it. */
export type ToKeeper = { readonly plan: Plan } | { readonly detach: true } | { readonly stop: true };

/** What the keeper says to its sandbox, along with the server whose connections are for the API server. */
export type ToSandbox = { readonly plan: Plan };

/** What either answers; `init` is PID 1 of the namespaces. After `failed` the keeper ends. */
export type FromKeeper = { readonly ready: true; readonly init: number | undefined } | { readonly failed: string };
