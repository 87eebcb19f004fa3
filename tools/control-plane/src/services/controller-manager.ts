import { join } from 'node:path';
import type { Plan } from '../plan.ts';
import type { Service } from './service.ts';

/** All controllers but the two that only a cluster with more nodes and a cloud needs: one of them waits ten seconds. */
export const controllerManager = ({ folder, binaries }: Plan): Service | undefined => {
  if (binaries.controllerManager === undefined) return undefined;
  const kubeconfig = join(folder, 'controller-manager.kubeconfig');
  const pki = (file: string): string => join(folder, 'pki', file);
  return {
    name: 'kube-controller-manager',
    path: binaries.controllerManager,
    args: [
      `--kubeconfig=${kubeconfig}`,
      '--secure-port=0',
      '--leader-elect=false',
      '--use-service-account-credentials=true',
      `--service-account-private-key-file=${pki('service-account.key')}`,
      `--root-ca-file=${pki('ca.crt')}`,
      `--cluster-signing-cert-file=${pki('ca.crt')}`,
      `--cluster-signing-key-file=${pki('ca.key')}`,
      '--allocate-node-cidrs=false',
      '--controllers=*,-node-ipam-controller,-ttl-controller',
      '--kube-api-qps=200',
      '--kube-api-burst=400',
      '--pvclaimbinder-sync-period=1s',
    ],
  };
};
