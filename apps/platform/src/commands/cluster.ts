import {
  type BackgroundCluster,
  backgroundCluster,
  ClusterError,
  mariadbImage,
  startInBackground,
  stopInBackground,
} from '@wildermesser/control-plane';
import { findTool, runAttached } from '@wildermesser/exec';
import type { Command } from '../command.ts';
import { type Io, paintFor } from '../io.ts';
import { parseCommandLine } from '../parse-command-line.ts';
import { UsageError } from '../usage-error.ts';

const help = `Usage: platform cluster up [--node]
       platform cluster status
       platform cluster kubectl <arguments...>
       platform cluster down

A real Kubernetes 1.34 on this machine, to try things: etcd, kube-apiserver, kube-controller-manager and kube-scheduler
on a port of 127.0.0.1. It stays in the background until it is told to go, and leaves nothing behind. The first time its
programs are compiled, which takes some minutes and Go.

Options of up:
  --node  run Pods, too: a kubelet with containerd in namespaces of their own; needs root. There is no registry: Pods use
          the image ${mariadbImage.name}, and what ctr imports

Exit codes: 0 done; 1 there is no cluster; 2 wrong use or it cannot be started; kubectl: that of kubectl.
`;

const usage = ({ folder, kubeconfig, url, hasNode }: BackgroundCluster): string =>
  [
    `Kubernetes ${hasNode ? 'with a node' : 'without a node'} at ${url}`,
    '',
    `  export KUBECONFIG=${kubeconfig}`,
    '  kubectl get namespaces              # or ./platform cluster kubectl get namespaces',
    ...(hasNode ? [`  ctr --address ${folder}/containerd.sock --namespace k8s.io images import <archive>`] : []),
    '  ./platform cluster down',
    '',
    `Logs are in ${folder}/log.`,
    '',
  ].join('\n');

const running = async (): Promise<BackgroundCluster> => {
  const cluster = await backgroundCluster();
  if (cluster === undefined) throw new UsageError('no cluster runs', 'start one: ./platform cluster up');
  return cluster;
};

const up = async (args: readonly string[], io: Io): Promise<number> => {
  const { values, positionals } = parseCommandLine(args, { node: { type: 'boolean' } });
  if (positionals.length > 0) throw new UsageError(`cluster up takes no ${positionals[0]}`, 'see --help');
  const known = await backgroundCluster();
  if (known !== undefined) {
    if (values.node === true && !known.hasNode)
      throw new UsageError('a cluster without a node runs already', 'end it first: ./platform cluster down');
    io.stdout.write(`It runs already.\n${usage(known)}`);
    return 0;
  }
  const { dim } = paintFor(io);
  const options = { log: (line: string) => io.stderr.write(`${dim(line)}\n`) };
  const node = { node: { images: [mariadbImage] } };
  io.stdout.write(usage(await startInBackground(values.node === true ? { ...options, ...node } : options)));
  return 0;
};

const down = async (io: Io): Promise<number> => {
  const wasThere = await stopInBackground();
  io.stdout.write(wasThere ? 'The cluster has ended; nothing of it is left.\n' : 'No cluster runs.\n');
  return wasThere ? 0 : 1;
};

const status = async (io: Io): Promise<number> => {
  const cluster = await backgroundCluster();
  io.stdout.write(cluster === undefined ? 'No cluster runs.\n' : usage(cluster));
  return cluster === undefined ? 1 : 0;
};

const kubectl = async (args: readonly string[]): Promise<number> => {
  const { kubeconfig } = await running();
  const tool = await findTool('kubectl');
  return runAttached(tool.path, [...tool.args, '--kubeconfig', kubeconfig, ...args]);
};

/** Starts, shows and ends a real Kubernetes on this machine. */
export const cluster: Command = {
  help,
  run: async ([verb, ...args], io) => {
    try {
      if (verb === 'up') return await up(args, io);
      if (verb === 'down') return await down(io);
      if (verb === 'status') return await status(io);
      if (verb === 'kubectl') return await kubectl(args);
    } catch (error) {
      if (error instanceof ClusterError) throw new UsageError(error.message, error.advice);
      throw error;
    }
    throw new UsageError(
      verb === undefined ? 'cluster wants a verb' : `cluster has no verb ${verb}`,
      'there are up, status, kubectl, down',
    );
  },
};
