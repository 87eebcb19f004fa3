/** Paths of the programs of a cluster; those after the first two are missing where only envtest's programs are there. */
export interface Binaries {
  readonly etcd: string;
  readonly apiServer: string;
  readonly controllerManager?: string;
  readonly scheduler?: string;
  readonly kubelet?: string;
  readonly kubeProxy?: string;
}

/** The file names of the programs, as Kubernetes' own releases have them. */
export const programNames: Readonly<Record<keyof Binaries, string>> = {
  etcd: 'etcd',
  apiServer: 'kube-apiserver',
  controllerManager: 'kube-controller-manager',
  scheduler: 'kube-scheduler',
  kubelet: 'kubelet',
  kubeProxy: 'kube-proxy',
};
