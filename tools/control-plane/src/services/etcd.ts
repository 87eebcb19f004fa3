import { join } from 'node:path';
import type { Plan } from '../plan.ts';
import type { Service } from './service.ts';

/** Where etcd listens: a socket in the cluster's folder, which no other user can open and no port can collide with. */
export const etcdSocket = (folder: string): string => join(folder, 'etcd.sock');

/** A store that forgets everything when it ends, and therefore never waits for the disk. */
export const etcd = ({ folder, binaries }: Plan): Service => {
  // What etcd tells others to call: nobody asks, but it insists on addresses with ports.
  const clientAddress = 'http://localhost:2379';
  const peerAddress = 'http://localhost:2380';
  return {
    name: 'etcd',
    path: binaries.etcd,
    args: [
      '--name=etcd',
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=unix://${etcdSocket(folder)}`,
      `--advertise-client-urls=${clientAddress}`,
      `--listen-peer-urls=unix://${join(folder, 'etcd-peer.sock')}`,
      `--initial-advertise-peer-urls=${peerAddress}`,
      `--initial-cluster=etcd=${peerAddress}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
  };
};
