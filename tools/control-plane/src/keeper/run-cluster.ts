import type { Plan } from '../plan.ts';
import { containerd } from '../services/containerd.ts';
import { adminClient } from './api-client.ts';
import type { Processes } from './processes.ts';
import { runControlPlane } from './run-control-plane.ts';
import { runNode } from './run-node.ts';

/** Starts the programs of a cluster; resolves when it serves and, if it has a node, Pods can run. */
export const runCluster = async (plan: Plan, processes: Processes): Promise<void> => {
  const api = adminClient(plan);
  const { node } = plan;
  try {
    const controlPlane = runControlPlane(plan, processes, api);
    if (node !== undefined) processes.start(containerd(plan, node));
    await controlPlane;
    if (node !== undefined) await runNode(plan, node, processes, api);
  } finally {
    api.close();
  }
};
