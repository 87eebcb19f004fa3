/** One Kubernetes object as declared in Git: what a YAML document of `generated/` holds. */
export interface Manifest {
  /** `version` for the core group, `group/version` otherwise. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ManifestMetadata;
}

/** The part of `metadata` that every stage reads. */
export interface ManifestMetadata {
  readonly name?: string;
  /** Jobs and hooks may leave their name to the API server. */
  readonly generateName?: string;
  /** Absent on cluster-scoped objects, and on those that take the destination's namespace. */
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
