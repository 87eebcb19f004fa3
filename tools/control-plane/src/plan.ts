import type { Binaries } from './binaries/binaries.ts';

/** What a keeper needs to know to run one cluster; plain data, since it is sent to another process. */
export interface Plan {
  /** Where everything of the cluster is, and nothing of anything else. */
  readonly folder: string;
  readonly binaries: Binaries;
  /** Where the API server listens on 127.0.0.1, as others see it. */
  readonly port: number;
  /** Further arguments of kube-apiserver, such as `--enable-admission-plugins=…`. */
  readonly apiServerArguments: readonly string[];
  /** Whether to run the controllers and the scheduler. */
  readonly controllers: boolean;
  /** With a node the whole cluster runs in namespaces of its own. */
  readonly node?: NodePlan;
}

/** What runs Pods. */
export interface NodePlan {
  readonly kubelet: string;
  readonly kubeProxy: string;
  readonly coredns: string;
  /** The folder of CNI plugins. */
  readonly networkPlugins: string;
  /** PID 1 of the namespaces. */
  readonly init: string;
}

/** Where the API server listens, as the programs of the cluster see it. */
export const innerPort = ({ port, node }: Plan): number => (node === undefined ? port : 6443);
