import {
  type Cluster,
  deployments,
  jobs,
  namespaces,
  networkPolicies,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  type StoredMetadata,
  secrets,
  services,
} from '../cluster/index.ts';
import {
  liveObjects,
  type Objects,
  type StoredClaim,
  type StoredDeployment,
  type StoredJob,
  type StoredNetworkPolicy,
  type StoredPod,
  type StoredSecret,
  type StoredService,
  type StoredVolume,
} from '../observe/index.ts';
import { labels, type MySQLRef, manager, mysqls, type StoredMySQL } from '../resource/index.ts';
import type { Controller } from '../runtime/controller.ts';
import { createIntern } from './intern.ts';

/** What following needs. */
export interface Following {
  readonly cluster: Cluster;
  readonly controller: Controller;
  /** The only namespace that is looked at; all when undefined. */
  readonly namespace: string | undefined;
  readonly relistMilliseconds: number;
}

/** The MySQL that an object belongs to, by its labels. */
const ownerKey = ({ metadata }: { readonly metadata: StoredMetadata }): MySQLRef | undefined => {
  const { [labels.namespace]: namespace, [labels.name]: name } = metadata.labels ?? {};
  return namespace === undefined || name === undefined ? undefined : { namespace, name };
};

const refText = ({ namespace, name }: MySQLRef): string => `${namespace}/${name}`;

/**
 * Follows everything that belongs to MySQLs, so that a change of any of it brings its MySQL back, and says what is known. Only
 * what carries our labels enters memory. Two things are asked of the API server still: Secrets that people name, which have no
 * label, and storage classes.
 */
export const followMySQLs = ({ cluster, controller, namespace, relistMilliseconds }: Following): Objects => {
  const live = liveObjects(cluster);
  const intern = createIntern();
  const mine = { ...(namespace === undefined ? {} : { namespace }), labelSelector: `${labels.managedBy}=${manager}` };
  const toOwner = (_: unknown, object: { readonly metadata: StoredMetadata }): MySQLRef | undefined => ownerKey(object);

  /** Which MySQLs name a Secret, and the pods of each. */
  const naming = new Map<string, Set<string>>();
  const podsOf = new Map<string, Map<string, StoredPod>>();

  const known = controller.follow({
    source: cluster.resource(mysqls).source(namespace === undefined ? {} : { namespace }),
    project: (mysql: StoredMySQL) => {
      const secret = mysql.spec.password_secret?.name;
      if (secret !== undefined) {
        const { namespace: space = '', name } = mysql.metadata;
        const key = refText({ namespace: space, name: secret });
        naming.set(key, (naming.get(key) ?? new Set()).add(refText({ namespace: space, name })));
      }
      return intern(mysql);
    },
    keyOf: (key) => key,
    relistMilliseconds,
  });
  const followed = <T extends { readonly metadata: StoredMetadata }>() => ({
    project: (object: T): T => intern(object),
    keyOf: toOwner,
    relistMilliseconds,
  });
  const ownSecrets = controller.follow({ source: cluster.resource(secrets).source(mine), ...followed<StoredSecret>() });
  const claims = controller.follow({
    source: cluster.resource(persistentVolumeClaims).source(mine),
    ...followed<StoredClaim>(),
  });
  const ownServices = controller.follow({
    source: cluster.resource(services).source(mine),
    ...followed<StoredService>(),
  });
  const policies = controller.follow({
    source: cluster.resource(networkPolicies).source(mine),
    ...followed<StoredNetworkPolicy>(),
  });
  const servers = controller.follow({
    source: cluster.resource(deployments).source(mine),
    ...followed<StoredDeployment>(),
  });
  const tasks = controller.follow({ source: cluster.resource(jobs).source(mine), ...followed<StoredJob>() });
  const { labelSelector } = mine;
  const volumes = controller.follow({
    source: cluster.resource(persistentVolumes).source({ labelSelector }),
    ...followed<StoredVolume>(),
  });
  const spaces = controller.follow({
    source: cluster.resource(namespaces).metadataSource(),
    project: ({ metadata }) => ({ metadata }),
    keyOf: () => undefined,
    relistMilliseconds,
  });
  const ownPods = controller.follow({
    source: cluster.resource(pods).source(mine),
    project: (pod: StoredPod) => withoutCommands(intern(pod)),
    keyOf: (key, pod) => {
      const owner = ownerKey(pod);
      if (owner === undefined) return undefined;
      const text = refText(owner);
      const held = podsOf.get(text) ?? new Map<string, StoredPod>();
      podsOf.set(text, held.set(key.name, pod));
      return owner;
    },
    relistMilliseconds,
  });
  // A named Secret may change: whoever names it has to look.
  controller.follow({
    source: cluster.resource(secrets).metadataSource(namespace === undefined ? {} : { namespace }),
    project: ({ metadata }) => metadata.resourceVersion,
    keyOf: (key) => {
      for (const text of naming.get(refText(key)) ?? []) {
        const [space = '', name = ''] = text.split('/');
        controller.enqueue({ namespace: space, name });
      }
      return undefined;
    },
    relistMilliseconds,
  });

  return {
    mysql: (ref) => known.get(ref),
    namespace: (name) => spaces.get({ namespace: '', name }) as never,
    secret: (ref) => ownSecrets.get(ref) ?? live.secret(ref),
    volume: (name) => volumes.get({ namespace: '', name }),
    claim: (ref) => claims.get(ref),
    service: (ref) => ownServices.get(ref),
    networkPolicy: (ref) => policies.get(ref),
    deployment: (ref) => servers.get(ref),
    job: (ref) => tasks.get(ref),
    storageClass: (name) => live.storageClass(name),
    pods: ({ namespace: space, name }) => {
      const text = refText({ namespace: space, name });
      const held = podsOf.get(text);
      if (held === undefined) return [];
      const there = [...held.keys()].flatMap((pod) => ownPods.get({ namespace: space, name: pod }) ?? []);
      for (const pod of [...held.keys()])
        if (ownPods.get({ namespace: space, name: pod }) === undefined) held.delete(pod);
      if (held.size === 0) podsOf.delete(text);
      return there;
    },
  };
};

/** Nothing is decided by what a pod runs. */
const withoutCommands = (pod: StoredPod): StoredPod => {
  const containers = (pod.spec?.containers ?? []).map(({ name, image = '' }) => ({ name, image }));
  return { ...pod, spec: { containers } };
};
