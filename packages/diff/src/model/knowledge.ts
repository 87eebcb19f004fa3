import type { Catalog, Finding, Manifest } from '@wildermesser/manifest';

/**
 * What rules know of Kubernetes and Argo CD beyond the two sides. Other stages of the pipeline know it already; the
 * program hands it in, since no stage imports another.
 */
export interface Knowledge {
  /** Who may do what by the roles and bindings among some manifests, as the RBAC authorizer decides it. */
  readonly access: (manifests: readonly Manifest[]) => { readonly allows: (request: AccessRequest) => boolean };
  /** The strictest level of the Pod Security Standards that a `PodSpec` passes. */
  readonly podSecurityLevel: (podSpec: unknown, annotations?: ReadonlyMap<string, string>) => PodSecurityLevel;
  /** The controls of a level that a `PodSpec` violates; empty when a namespace enforcing it lets the pod in. */
  readonly podSecurityViolations: (
    level: PodSecurityLevel,
    podSpec: unknown,
    annotations?: ReadonlyMap<string, string>,
  ) => readonly { readonly control: string; readonly details: readonly string[] }[];
  /** The order in which Argo CD applies the manifests of one Application. */
  readonly applyOrder: (manifests: readonly Manifest[]) => readonly SyncStep[];
  /** What Argo CD makes of an object's hook annotations. */
  readonly hookOf: (manifest: Manifest) => Hook;
  /** The sync wave of an object. */
  readonly waveOf: (manifest: Manifest) => number;
  /** What is wrong with manifests by the schemas of a catalog alone. */
  readonly schemaFindings: (manifests: readonly Manifest[], catalog: Catalog) => readonly Finding[];
}

export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** Somebody wants to do something with a resource, or with a URL outside of the API's resources. */
export type AccessRequest = {
  readonly subject:
    | { readonly user: string; readonly groups?: readonly string[] }
    | { readonly group: string }
    | { readonly serviceAccount: { readonly namespace: string; readonly name: string } };
} & (
  | {
      readonly verb: string;
      /** Plural, lower case. */
      readonly resource: string;
      readonly apiGroup?: string;
      readonly subresource?: string;
      readonly namespace?: string;
      readonly name?: string;
    }
  | { readonly verb: string; readonly url: string }
);

/** One object at its place in a sync. */
export interface SyncStep {
  readonly manifest: Manifest;
  readonly phase: SyncPhase;
  readonly wave: number;
}

export type SyncPhase = 'PreSync' | 'Sync' | 'PostSync' | 'SyncFail';

/** See `hookOf` of packages/render. */
export interface Hook {
  readonly status: 'none' | 'hook' | 'skip' | 'ignored' | 'invalid';
  readonly types: readonly string[];
  /** Entries of the annotation that mean nothing to Argo CD. */
  readonly unknown: readonly string[];
  readonly deletePolicies: readonly string[];
}
