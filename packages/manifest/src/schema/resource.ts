/** One kind of object that an API server serves at one version. */
export interface Resource {
  /** `''` for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  /** The name in URLs and in RBAC rules. */
  readonly plural: string;
  readonly namespaced: boolean;
  /** What the endpoint itself can do, as RBAC names it, sorted. */
  readonly verbs: readonly string[];
  /** `scale`, `status` and the like, sorted. */
  readonly subresources: readonly string[];
  /** Name of the definition of the whole object. */
  readonly definition: string;
}
