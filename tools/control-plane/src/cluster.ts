import type { Output, RunOptions } from '@wildermesser/exec';
import type { Access } from './access.ts';
import type { Image } from './images/image.ts';

/** How kubectl is run. */
export interface KubectlOptions {
  /** What it reads from its standard input, for `-f -`. */
  readonly input?: string;
  /** Whom it acts as. Default: the administrator. */
  readonly as?: Access;
  /** Default 90. */
  readonly timeoutSeconds?: number;
}

/** The machine of a cluster's Pods: containerd and a kubelet in namespaces of their own. */
export interface ClusterNode {
  readonly name: string;
  /**
   * Imports the archive of an image, of Docker's or of OCI's layout, or a folder of the latter. It then has the names
   * that the archive gives it, and these. Answers all of them. Pods use it with `imagePullPolicy` Never or IfNotPresent.
   */
  readonly importImage: (archive: string, ...names: readonly string[]) => Promise<readonly string[]>;
  /** Runs a program of this machine where the addresses of Pods and Services lead to them. */
  readonly run: (command: string, args: readonly string[], options?: RunOptions) => Promise<Output<string>>;
}

/** A real Kubernetes, reached as its administrator. */
export interface Cluster extends Access, AsyncDisposable {
  /** Runs kubectl and answers what it prints. Throws an `ExecError` with all that it said when it fails. */
  readonly kubectl: (args: readonly string[], options?: KubectlOptions) => Promise<string>;
  /** Access as a user of this name in these groups, who may do nothing unless something grants it. */
  readonly user: (name: string, groups?: readonly string[]) => Promise<Access>;
  /** Access as a ServiceAccount that exists, by a token of one hour. */
  readonly serviceAccount: (namespace: string, name: string) => Promise<Access>;
  /** Undefined if none was asked for, or if the cluster was there before. */
  readonly node: ClusterNode | undefined;
  /** Ends everything and removes every trace. A cluster that was there before is left alone. */
  readonly stop: () => Promise<void>;
}

/** What kind of node is wanted. */
export interface NodeOptions {
  /** What Pods may run besides what is imported later, such as `mariadbImage`. */
  readonly images?: readonly Image[];
}

/** What kind of cluster is wanted. */
export interface ClusterOptions {
  /** Run kube-controller-manager and kube-scheduler. Default true; without them no Pod is admitted. */
  readonly controllers?: boolean;
  /** Run Pods: needs root, containerd, runc and more. Default: no node, Pods stay pending. */
  readonly node?: NodeOptions;
  /** Further arguments of kube-apiserver. */
  readonly apiServerArguments?: readonly string[];
  /** Hears what is being done when it takes long: the first time the programs are compiled. Default: nobody. */
  readonly log?: (line: string) => void;
}
