import type { Binaries } from './binaries/binaries.ts';

/** What a keeper needs to know to run one cluster; plain data, since it is sent to another process. */
export interface Plan {
  /** Where everything of the cluster is, and nothing of anything else. */
  readonly folder: string;
  readonly binaries: Binaries;
  /** Where the API server listens on 127.0.0.1. */
  readonly port: number;
  /** Further arguments of kube-apiserver, such as `--enable-admission-plugins=…`. */
  readonly apiServerArguments: readonly string[];
  /** Whether to run the controllers and the scheduler. */
  readonly controllers: boolean;
}
