import { join } from 'node:path';
import type { NodePlan, Plan } from '../plan.ts';
import { nodeName, podRange } from './network.ts';
import type { Service } from './service.ts';

export const kubeProxy = ({ folder }: Plan, { kubeProxy: path }: NodePlan): Service => ({
  name: 'kube-proxy',
  path,
  args: [
    `--kubeconfig=${join(folder, 'kube-proxy.kubeconfig')}`,
    '--proxy-mode=iptables',
    `--cluster-cidr=${podRange}`,
    `--hostname-override=${nodeName}`,
    '--oom-score-adj=0',
    // The kernel's settings of these belong to the machine, not to the namespace.
    '--conntrack-max-per-core=0',
    '--conntrack-tcp-timeout-established=0',
    '--conntrack-tcp-timeout-close-wait=0',
    '--healthz-bind-address=127.0.0.1:10256',
    '--metrics-bind-address=127.0.0.1:10249',
  ],
});
