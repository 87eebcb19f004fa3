import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import type { Cluster, Credential } from '@wildermesser/control-plane';
import { findEndpoint } from '../../src/cluster/find-endpoint.ts';
import { systemClock } from '../../src/runtime/clock.ts';
import { type Api, apiOf, endpointOf } from './api.ts';
import { type Life, startLife } from './operator-in-process.ts';
import { createPlace, name, type Place } from './place.ts';
import { startSimulatedNode } from './simulated-node.ts';

export const generated = resolve(import.meta.dirname, '../../../../generated/kubernetes-operators');

/** A cluster with the definition, whose nodes and databases are simulated: everything else is real. */
export interface Bench {
  readonly api: Api;
  /** An operator that acts as somebody, and takes it to be so much later than it is. */
  readonly start: (access: Credential, env: Readonly<Record<string, string>>, ahead?: number) => Promise<Life>;
  /** A namespace with no MySQL yet. `explain` is shown when something does not come. */
  readonly place: (namespace: string, explain: () => string) => Promise<Place>;
}

export const startBench = async (t: TestContext, cluster: Cluster): Promise<Bench> => {
  await cluster.kubectl(['apply', '--server-side', '--filename', join(generated, 'crd')]);
  await cluster.kubectl(['wait', '--for=condition=Established', 'crd/mysqls.otus.homework', '--timeout=60s']);
  const api = apiOf(cluster);
  const node = await startSimulatedNode(t, cluster);
  t.after(() => api.close());
  const kubelet = await findEndpoint({ apiServer: node.url.href }, systemClock);
  return {
    api,
    start: (access, env, ahead = 0) => startLife({ upstream: endpointOf(access), kubelet, env, ahead }),
    place: (namespace, explain) => createPlace(api, namespace, node.machine(namespace, name), explain),
  };
};
