/** What `platform.json` says about the place that the manifests are for. */
export interface Settings {
  /** The Git repository that Argo CD reads, as Argo CD addresses it. */
  readonly repository: string;
  /** The revision that Argo CD follows; a full ref such as `refs/heads/main` is the cheapest to resolve. */
  readonly revision: string;
  /** The API server of the destination cluster. */
  readonly cluster: string;
  /** Where Argo CD itself runs and keeps its Applications. */
  readonly argocdNamespace: string;
  /** Minor version of the cluster's Kubernetes, such as `1.36`. */
  readonly kubernetes: string;
}
