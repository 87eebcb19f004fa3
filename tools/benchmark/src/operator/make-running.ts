import {
  type Cluster,
  deployments,
  jobs,
  networkPolicies,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  secrets,
  services,
} from '../../../../apps/mysql-operator/src/cluster/index.ts';
import { type Child, decide } from '../../../../apps/mysql-operator/src/decide/index.ts';
import type { Children, StoredPod } from '../../../../apps/mysql-operator/src/observe/index.ts';
import { finalizer, type MySQLSpec, mysqls, namesOf } from '../../../../apps/mysql-operator/src/resource/index.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`;

/** Applies what the operator wants, and does what the controllers of a cluster do with it. */
const bring = async (cluster: Cluster, object: Child, children: Mutable<Children>, own: StoredPod[]): Promise<void> => {
  const { namespace = '', name = '' } = object.metadata;
  const ref = { namespace, name };
  switch (object.kind) {
    case 'Secret':
      children.secret = await cluster.resource(secrets).apply(object);
      return;
    case 'Service':
      children.service = await cluster.resource(services).apply(object);
      return;
    case 'NetworkPolicy':
      children.networkPolicy = await cluster.resource(networkPolicies).apply(object);
      return;
    case 'PersistentVolume': {
      await cluster.resource(persistentVolumes).apply(object);
      const bound = await cluster.resource(persistentVolumes).applyStatus({ name }, { phase: 'Bound' });
      children[/backup-/.test(name) ? 'backupVolume' : 'dataVolume'] = bound;
      return;
    }
    case 'PersistentVolumeClaim': {
      await cluster.resource(persistentVolumeClaims).apply(object);
      const status = { phase: 'Bound', capacity: { storage: '1Gi' } } as const;
      const bound = await cluster.resource(persistentVolumeClaims).applyStatus(ref, status);
      children[/^backup-/.test(name) ? 'backupClaim' : 'dataClaim'] = bound;
      return;
    }
    case 'Deployment': {
      children.deployment = await cluster.resource(deployments).apply(object);
      if (own.length > 0) return;
      const { metadata, spec } = object.spec.template;
      if (spec === undefined) throw new Error('a Deployment without pods');
      const pod = { namespace, name: `${name}-7d9f8c6b5d-x7k2p` };
      await cluster.resource(pods).create({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { ...metadata, ...pod },
        spec,
      });
      const containerStatuses = spec.containers.map((container) => ({
        name: container.name,
        image: container.image ?? '',
        imageID: '',
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: now() } },
      }));
      const conditions = [{ type: 'Ready', status: 'True' }] as const;
      own.push(await cluster.resource(pods).applyStatus(pod, { phase: 'Running', conditions, containerStatuses }));
      return;
    }
    case 'Job': {
      await cluster.resource(jobs).apply(object);
      const ended = { status: 'True', lastTransitionTime: now(), lastProbeTime: now() } as const;
      children.restoreJob = await cluster.resource(jobs).applyStatus(ref, {
        ...{ startTime: now(), completionTime: now(), succeeded: 1, uncountedTerminatedPods: {} },
        conditions: [
          { type: 'SuccessCriteriaMet', ...ended },
          { type: 'Complete', ...ended },
        ],
      });
      return;
    }
  }
};

/**
 * Makes a MySQL that runs, with all that belongs to it: what the operator would apply, step by step, and what controllers and
 * a node would make of that.
 */
export const makeRunning = async (
  cluster: Cluster,
  ref: { readonly namespace: string; readonly name: string },
  spec: MySQLSpec,
): Promise<void> => {
  const client = cluster.resource(mysqls);
  const metadata = { ...ref, finalizers: [finalizer] };
  const mysql = await client.create({ apiVersion: 'otus.homework/v1', kind: 'MySQL', metadata, spec });
  const children: Mutable<Children> = {};
  const own: StoredPod[] = [];
  for (;;) {
    const looked = { now: Date.now(), mysql, isNamespaceTerminating: false, children, pods: own };
    const { effect, state, status } = decide({ ...looked, password: { value: spec.password } });
    if (effect?.do === 'apply') await bring(cluster, effect.object, children, own);
    else if (effect === undefined && state === 'Ready') return void (await client.applyStatus(ref, status));
    else throw new Error(`${namesOf(ref).deployment} is not made but ${state}: ${effect?.do ?? 'no step'}`);
  }
};
