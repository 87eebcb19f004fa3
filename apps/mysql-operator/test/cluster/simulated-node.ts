import type { TestContext } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from '@wildermesser/control-plane';
import { execServer, exited, success } from '../exec-server.ts';
import { apiOf } from './api.ts';
import { Machine } from './machine.ts';

// biome-ignore lint/suspicious/noExplicitAny: objects of all kinds
type Any = any;

/** Plays the kubelets of a cluster that has none, and a database in each namespace that it is told of. */
export interface SimulatedNode {
  /** Where exec goes. */
  readonly url: URL;
  /** The machine of a namespace, with the MySQL of this name. */
  machine(namespace: string, name: string): Machine;
}

export const expandableClass = 'expandable';
/** Label of a provisioned volume: the namespace of its claim. */
export const provisionedFor = 'simulated.test/namespace';
const everyMilliseconds = 200;

/** Plays the provisioner of volumes: what is wanted is there. */
const provision = async (api: ReturnType<typeof apiOf>, claim: Any): Promise<void> => {
  const { name, namespace, uid } = claim.metadata;
  const { storage } = claim.spec.resources.requests;
  if (claim.status?.phase === 'Pending') {
    await api.call('POST', '/api/v1/persistentvolumes', {
      metadata: { name: `provisioned-${uid}`, labels: { [provisionedFor]: namespace } },
      spec: {
        accessModes: claim.spec.accessModes,
        capacity: { storage },
        storageClassName: expandableClass,
        persistentVolumeReclaimPolicy: 'Delete',
        claimRef: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name, uid },
        csi: { driver: 'simulated.test', volumeHandle: uid },
      },
    });
    return;
  }
  if (claim.status?.capacity?.storage === storage) return;
  await api.call('PATCH', `/api/v1/persistentvolumes/${claim.spec.volumeName}`, { spec: { capacity: { storage } } });
  await api.call('PATCH', `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}/status`, {
    status: { capacity: { storage } },
  });
};

export const startSimulatedNode = async (t: TestContext, cluster: Cluster): Promise<SimulatedNode> => {
  const api = apiOf(cluster);
  const machines = new Map<string, Machine>();
  const url = await execServer(t, (program) => {
    const [, namespace = ''] = /namespaces\/([^/]+)\/pods/.exec(program.url.pathname) ?? [];
    const script = program.url.searchParams.getAll('command').at(-1) ?? '';
    program.onEnd(() => {
      const code = machines.get(namespace)?.exec(script, program.stdin()) ?? 5;
      if (code === 4) program.stdout('1819\n');
      program.exit(code === 0 ? success : exited(code));
    });
  });
  await api.call('POST', '/apis/storage.k8s.io/v1/storageclasses', {
    metadata: { name: expandableClass },
    provisioner: 'simulated.test',
    allowVolumeExpansion: true,
  });

  let isOver = false;
  const round = async (): Promise<void> => {
    const { body: pods } = await api.call('GET', '/api/v1/pods?resourceVersion=0');
    await Promise.all(
      [...machines].map(([namespace, machine]) =>
        machine.look(pods.items.filter(({ metadata }: Any) => metadata.namespace === namespace)),
      ),
    );
    const { body: claims } = await api.call('GET', '/api/v1/persistentvolumeclaims?resourceVersion=0');
    const dynamic = claims.items.filter(({ spec }: Any) => spec.storageClassName === expandableClass);
    await Promise.all(dynamic.map((claim: Any) => provision(api, claim)));
  };
  const running = (async () => {
    while (!isOver) {
      await round();
      await pause(everyMilliseconds);
    }
  })();
  t.after(async () => {
    isOver = true;
    await running;
    api.close();
  });
  return {
    url,
    machine: (namespace, name) => {
      const machine = machines.get(namespace) ?? new Machine(api, namespace, name);
      machines.set(namespace, machine);
      return machine;
    },
  };
};
