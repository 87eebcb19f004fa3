import { join } from 'node:path';
import { cgroupName } from '../node/cgroups.ts';
import type { NodePlan, Plan } from '../plan.ts';
import { containerdSocket } from './containerd.ts';
import { clusterDomain, dnsServiceAddress, nodeAddress, nodeName } from './network.ts';
import type { Service } from './service.ts';

const configuration = (folder: string) => {
  const pki = (file: string): string => join(folder, 'pki', file);
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: pki('ca.crt') },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: pki('kubelet-server.crt'),
    tlsPrivateKeyFile: pki('kubelet-server.key'),
    containerRuntimeEndpoint: `unix://${containerdSocket(folder)}`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${cgroupName(folder)}`,
    failSwapOn: false,
    readOnlyPort: 0,
    clusterDNS: [dnsServiceAddress],
    clusterDomain,
    resolvConf: join(folder, 'resolv.conf'),
    podLogsDir: join(folder, 'pod-logs'),
    volumePluginDir: join(folder, 'volume-plugins'),
    // The disk is the machine's: it may be nearly full without being ours to clear.
    evictionHard: {
      'memory.available': '0%',
      'nodefs.available': '0%',
      'imagefs.available': '0%',
      'nodefs.inodesFree': '0%',
    },
    imageGCHighThresholdPercent: 100,
    enforceNodeAllocatable: ['pods'],
    syncFrequency: '10s',
    nodeStatusUpdateFrequency: '1s',
    oomScoreAdj: 0,
  };
};

export const kubelet = ({ folder }: Plan, { kubelet: path }: NodePlan): Service => {
  const configFile = join(folder, 'kubelet.json');
  return {
    name: 'kubelet',
    path,
    args: [
      `--config=${configFile}`,
      `--kubeconfig=${join(folder, 'kubelet.kubeconfig')}`,
      `--hostname-override=${nodeName}`,
      `--node-ip=${nodeAddress}`,
      `--root-dir=${join(folder, 'kubelet')}`,
      '--v=1',
    ],
    files: { [configFile]: JSON.stringify(configuration(folder)), [join(folder, 'resolv.conf')]: '' },
  };
};
