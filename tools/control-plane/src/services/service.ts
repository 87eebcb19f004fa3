/** A program of the cluster, as it is started: no state, no effect. */
export interface Service {
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  /** Texts by path, written before it starts. */
  readonly files?: Readonly<Record<string, string>>;
}
