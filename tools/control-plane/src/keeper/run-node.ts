import { ClusterError } from '../cluster-error.ts';
import type { NodePlan, Plan } from '../plan.ts';
import { coredns, corednsReadyUrl, dnsEndpoints, dnsService } from '../services/coredns.ts';
import { kubeProxy } from '../services/kube-proxy.ts';
import { kubelet } from '../services/kubelet.ts';
import { nodeName } from '../services/network.ts';
import type { ApiClient } from './api-client.ts';
import type { Processes } from './processes.ts';
import { until } from './until.ts';

const patienceSeconds = 120;

interface Node {
  readonly spec: { readonly taints?: readonly unknown[] };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

const isReady = ({ spec, status }: Node): boolean =>
  spec.taints === undefined && status.conditions?.find(({ type }) => type === 'Ready')?.status === 'True';

const answersAt = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
};

const create = async (api: ApiClient, path: string, object: object): Promise<void> => {
  const answer = await api.post(path, object);
  if (answer?.status !== 201) throw new ClusterError('FAILED', `POST ${path}: ${answer?.body ?? 'no answer'}`);
};

/** Starts what makes a node of this machine, on a control plane that serves; resolves when Pods can run. */
export const runNode = async (plan: Plan, node: NodePlan, processes: Processes, api: ApiClient): Promise<void> => {
  for (const service of [kubelet, kubeProxy, coredns]) processes.start(service(plan, node));
  await create(api, '/api/v1/namespaces/kube-system/services', dnsService);
  await create(api, '/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices', dnsEndpoints);
  const nodeIsReady = async (): Promise<boolean> => {
    const answer = await api.get(`/api/v1/nodes/${nodeName}`);
    return answer?.status === 200 && isReady(JSON.parse(answer.body) as Node);
  };
  await until('the node becomes ready', patienceSeconds, nodeIsReady, api.lastWords);
  await until('CoreDNS becomes ready', patienceSeconds, () => answersAt(corednsReadyUrl));
};
