import type { Access } from './access.ts';

/** How kubectl is run. */
export interface KubectlOptions {
  /** What it reads from its standard input, for `-f -`. */
  readonly input?: string;
  /** Whom it acts as. Default: the administrator. */
  readonly as?: Access;
  /** Default 90. */
  readonly timeoutSeconds?: number;
}

/** A real Kubernetes, reached as its administrator. */
export interface Cluster extends Access, AsyncDisposable {
  /** Runs kubectl and answers what it prints. Throws an `ExecError` with all that it said when it fails. */
  readonly kubectl: (args: readonly string[], options?: KubectlOptions) => Promise<string>;
  /** Access as a user of this name in these groups, who may do nothing unless something grants it. */
  readonly user: (name: string, groups?: readonly string[]) => Promise<Access>;
  /** Access as a ServiceAccount that exists, by a token of one hour. */
  readonly serviceAccount: (namespace: string, name: string) => Promise<Access>;
  /** Ends everything and removes every trace. A cluster that was there before is left alone. */
  readonly stop: () => Promise<void>;
}

/** What kind of cluster is wanted. */
export interface ClusterOptions {
  /** Run kube-controller-manager and kube-scheduler. Default true; without them no Pod is admitted. */
  readonly controllers?: boolean;
  /** Further arguments of kube-apiserver. */
  readonly apiServerArguments?: readonly string[];
  /** Hears what is being done when it takes long: the first time the programs are compiled. Default: nobody. */
  readonly log?: (line: string) => void;
}
