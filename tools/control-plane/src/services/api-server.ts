import { join } from 'node:path';
import { innerPort, type Plan } from '../plan.ts';
import { etcdSocket } from './etcd.ts';
import { clusterDomain, nodeAddress, serviceRange } from './network.ts';
import type { Service } from './service.ts';

const loopback: readonly string[] = [
  '--bind-address=127.0.0.1',
  '--advertise-address=127.0.0.1',
  // Nothing but Pods reads the endpoints of `kubernetes.default`, and a loopback address is not allowed there.
  '--endpoint-reconciler-type=none',
];

/** Within the namespaces of the node all of its addresses may be served: nobody else sees them. */
const besideNode = (pki: (file: string) => string): readonly string[] => [
  '--bind-address=0.0.0.0',
  `--advertise-address=${nodeAddress}`,
  `--kubelet-client-certificate=${pki('kubelet-client.crt')}`,
  `--kubelet-client-key=${pki('kubelet-client.key')}`,
  `--kubelet-certificate-authority=${pki('ca.crt')}`,
  '--kubelet-preferred-address-types=InternalIP',
];

/** The API server with the authorization and admission of a kubeadm cluster: Node, RBAC, and what is on by default. */
export const apiServer = (plan: Plan): Service => {
  const { folder, binaries, node, apiServerArguments } = plan;
  const pki = (file: string): string => join(folder, 'pki', file);
  return {
    name: 'kube-apiserver',
    path: binaries.apiServer,
    args: [
      `--etcd-servers=unix://${etcdSocket(folder)}`,
      ...(node === undefined ? loopback : besideNode(pki)),
      `--secure-port=${innerPort(plan)}`,
      `--tls-cert-file=${pki('api-server.crt')}`,
      `--tls-private-key-file=${pki('api-server.key')}`,
      `--client-ca-file=${pki('ca.crt')}`,
      '--authorization-mode=Node,RBAC',
      '--enable-admission-plugins=NodeRestriction',
      '--allow-privileged=true',
      `--service-cluster-ip-range=${serviceRange}`,
      `--service-account-issuer=https://kubernetes.default.svc.${clusterDomain}`,
      `--service-account-key-file=${pki('service-account.pub')}`,
      `--service-account-signing-key-file=${pki('service-account.key')}`,
      `--requestheader-client-ca-file=${pki('front-proxy-ca.crt')}`,
      '--requestheader-allowed-names=front-proxy-client',
      '--requestheader-username-headers=X-Remote-User',
      '--requestheader-group-headers=X-Remote-Group',
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
      `--proxy-client-cert-file=${pki('front-proxy-client.crt')}`,
      `--proxy-client-key-file=${pki('front-proxy-client.key')}`,
      ...apiServerArguments,
    ],
  };
};
