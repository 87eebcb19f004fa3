import { join } from 'node:path';
import { pauseImage } from '../images/pause-image.ts';
import type { NodePlan, Plan } from '../plan.ts';
import { podRange } from './network.ts';
import type { Service } from './service.ts';

/** Where containerd listens. */
export const containerdSocket = (folder: string): string => join(folder, 'containerd.sock');

/** Where containerd keeps images. */
export const containerdRoot = (folder: string): string => join(folder, 'containerd');

const storeConfig = (folder: string, disabled: readonly string[]): string => `version = 2
root = "${containerdRoot(folder)}"
state = "${join(folder, 'containerd-state')}"
disabled_plugins = [
${disabled.map((plugin) => `  "${plugin}",\n`).join('')}  "io.containerd.internal.v1.tracing",
  "io.containerd.snapshotter.v1.aufs",
  "io.containerd.snapshotter.v1.btrfs",
  "io.containerd.snapshotter.v1.devmapper",
  "io.containerd.snapshotter.v1.zfs",
]

[grpc]
  address = "${containerdSocket(folder)}"

[plugins."io.containerd.internal.v1.opt"]
  path = "${join(folder, 'containerd-opt')}"
`;

const config = (folder: string, networkPlugins: string): string => `${storeConfig(folder, [])}
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "${pauseImage.name}"
  # Without CAP_SYS_RESOURCE nobody may lower the score that a process has.
  restrict_oom_score_adj = true
  stream_server_address = "127.0.0.1"

  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "${networkPlugins}"
    conf_dir = "${join(folder, 'cni')}"

  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"

    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"

      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        SystemdCgroup = false
`;

/** A bridge for all Pods, with a way out to the addresses of Services only. */
const network = {
  cniVersion: '0.4.0',
  name: 'cluster',
  plugins: [
    {
      type: 'bridge',
      bridge: 'cni0',
      isGateway: true,
      ipMasq: true,
      hairpinMode: true,
      ipam: { type: 'host-local', ranges: [[{ subnet: podRange }]], routes: [{ dst: '0.0.0.0/0' }] },
    },
    { type: 'portmap', capabilities: { portMappings: true } },
  ],
};

/** Runs containers with runc on cgroups without systemd. */
export const containerd = ({ folder }: Plan, { networkPlugins }: NodePlan): Service => {
  const configFile = join(folder, 'containerd.toml');
  return {
    name: 'containerd',
    path: 'containerd',
    args: ['--config', configFile],
    files: {
      [configFile]: config(folder, networkPlugins),
      [join(folder, 'cni', '10-cluster.conflist')]: JSON.stringify(network),
    },
  };
};

/** The same without Pods: it only takes images into the store of this folder. Its mounts are its own. */
export const imageStore = (folder: string): Service => {
  const configFile = join(folder, 'containerd.toml');
  return {
    name: 'containerd',
    path: 'unshare',
    args: ['--mount', '--', 'containerd', '--config', configFile],
    files: { [configFile]: storeConfig(folder, ['io.containerd.grpc.v1.cri']) },
  };
};
