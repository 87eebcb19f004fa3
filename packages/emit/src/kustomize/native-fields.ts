/** Labels that a kustomization sets. Selectors are never touched: they cannot be changed on a running workload. */
export interface NativeLabels {
  readonly pairs: Readonly<Record<string, string>>;
  /** Whether the pods of workloads get them too. Default false. */
  readonly includeTemplates?: boolean;
}

/** What becomes of the images of one name. */
export interface NativeImage {
  /** As the manifests write it, without tag and digest. */
  readonly name: string;
  readonly newName?: string;
  readonly newTag?: string;
  /** `sha256:…`. With a tag, both are written. */
  readonly digest?: string;
}

export interface NativeReplicas {
  /** Name of a Deployment, ReplicaSet, ReplicationController or StatefulSet. */
  readonly name: string;
  readonly count: number;
}

/** A ConfigMap made by the kustomization. Its name is kept as it is: a hash suffix would rename it on every change. */
export interface NativeConfigMap {
  readonly name: string;
  readonly literals: Readonly<Record<string, string>>;
}

/**
 * What an overlay says in fields of the kustomization itself, on top of its manifests: people who copy the overlay for
 * another environment change these by hand. There is no `secretGenerator`: its values would be in Git.
 */
export interface NativeFields {
  readonly namePrefix?: string;
  readonly nameSuffix?: string;
  readonly namespace?: string;
  readonly labels?: readonly NativeLabels[];
  readonly images?: readonly NativeImage[];
  readonly replicas?: readonly NativeReplicas[];
  readonly configMapGenerator?: readonly NativeConfigMap[];
}
