/** One call of the Kubernetes API that a program makes, as RBAC looks at it. */
export interface ApiAccess {
  /** `''` for the core group. */
  readonly group: string;
  /** Plural, with the subresource if it is one: `deployments`, `pods/exec`. */
  readonly resource: string;
  readonly verb: string;
  /** Whether objects of the kind live in namespaces. */
  readonly isNamespaced: boolean;
  /** Whether the program makes it in the namespace that it runs in itself, and nowhere else. */
  readonly isOwnNamespace: boolean;
  /** The objects that it is made for, when they are known before the program runs. */
  readonly names?: readonly string[];
  /** Where the program makes it: `apps/operator/src/main.ts:12`. */
  readonly places: readonly string[];
}
