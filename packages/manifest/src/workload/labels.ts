/** How an object describes itself to people and tools. */
export interface ObjectDescription {
  /** Value of the short label `app`, which selectors use. Absent where they use another one. */
  readonly app?: string;
  /** The program: `minio`. */
  readonly name: string;
  /** Its part in the whole: `storage`, `frontend`. */
  readonly component: string;
  /** The whole: `hipster-shop`. */
  readonly partOf: string;
  /** The program's version. Of no use in a selector: those cannot change. */
  readonly version?: string;
}

/**
 * The recommended labels `app.kubernetes.io/*`, and `app` beside them. `instance` is not among them: Argo CD writes it
 * where it tracks objects by label.
 */
export const recommendedLabels = (described: ObjectDescription): Readonly<Record<string, string>> => ({
  ...(described.app === undefined ? {} : { app: described.app }),
  'app.kubernetes.io/component': described.component,
  'app.kubernetes.io/name': described.name,
  'app.kubernetes.io/part-of': described.partOf,
  ...(described.version === undefined ? {} : { 'app.kubernetes.io/version': described.version }),
});
