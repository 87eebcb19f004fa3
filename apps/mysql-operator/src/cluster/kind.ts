import type { Manifest } from '@wildermesser/manifest';
import type { Stored, StoredMetadata } from './stored.ts';

/** How the API names a kind. */
export interface KindNames {
  /** Empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The name in URLs and in RBAC rules. */
  readonly plural: string;
  readonly namespaced: boolean;
}

/**
 * A kind of the API: its names as literal types, which the generator of RBAC rules reads, and the types of its objects.
 * Made by `kind`.
 */
export interface Kind<Written extends Manifest = Manifest, Status = unknown> extends KindNames {
  /** For the type checker alone; never set. */
  readonly types?: { readonly written: Written; readonly status: Status };
}

/**
 * Describes a kind. Two calls, because the names are inferred and the types are given:
 * `kind<Deployment, DeploymentStatus>()({ group: 'apps', … })`.
 */
export const kind =
  <Written extends Manifest, Status = never>() =>
  <const Names extends KindNames>(names: Names): Names & Kind<Written, Status> =>
    names;

/** An object of the kind as it is written: without what the API server adds. */
export type WrittenOf<K extends Kind> = K extends Kind<infer Written, unknown> ? Written : never;

/** The `status` of a kind; `never` when it has none that anybody reads. */
export type StatusOf<K extends Kind> = K extends Kind<Manifest, infer Status> ? Status : never;

/** An object of the kind as the API server returns it. */
export type StoredOf<K extends Kind> = Stored<WrittenOf<K>, StatusOf<K>>;

/** Which object of a kind: with its namespace exactly when the kind has namespaces. */
export type RefOf<K extends Kind> = K['namespaced'] extends true
  ? { readonly namespace: string; readonly name: string }
  : { readonly name: string };

/** Which object of a kind that is not known before the program runs. */
export interface Ref {
  readonly namespace?: string;
  readonly name: string;
}

/** An object without its body: all that there is to know for kinds of which only existence, owner and labels matter. */
export interface MetadataOnly {
  readonly metadata: StoredMetadata;
}
