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
import { createPack, type Packed, unpack, wordsOf } from './pack.ts';
import { rememberSecrets } from './remember-secrets.ts';

/** What following needs. */
export interface Following {
  readonly cluster: Cluster;
  readonly controller: Controller;
  /** The only namespace that is looked at; all when undefined. */
  readonly namespace: string | undefined;
  readonly relistMilliseconds: number;
}

type Words = readonly (string | undefined)[];

/** Of an object that belongs to a MySQL, by its labels: the names and the uid of that, which most of its fields are made of. */
const wordsIn = ({ metadata }: { readonly metadata: StoredMetadata }): Words => {
  const { [labels.namespace]: namespace, [labels.name]: name, [labels.uid]: uid } = metadata.labels ?? {};
  return [namespace, name, uid, metadata.name];
};

/** The MySQL that a packed object belongs to. */
const ownerKey = (packed: Packed<unknown>): MySQLRef | undefined => {
  const [namespace = '', name = ''] = wordsOf(packed);
  return namespace === '' || name === '' ? undefined : { namespace, name };
};

const unpacked = <T>(packed: Packed<T> | undefined): T | undefined =>
  packed === undefined ? undefined : unpack(packed);

const refText = ({ namespace, name }: MySQLRef): string => `${namespace}/${name}`;

/**
 * Follows everything that belongs to MySQLs, so that a change of any of it brings its MySQL back, and says what is known. Only
 * what carries our labels enters memory, and Secrets that people name, which have no label, once somebody asks for one. Storage
 * classes are asked of the API server still.
 */
export const followMySQLs = ({ cluster, controller, namespace, relistMilliseconds }: Following): Objects => {
  const live = liveObjects(cluster);
  const pack = createPack();
  const mine = { ...(namespace === undefined ? {} : { namespace }), labelSelector: `${labels.managedBy}=${manager}` };
  const toOwner = (_: unknown, object: Packed<unknown>): MySQLRef | undefined => ownerKey(object);

  /** Which MySQLs name a Secret, and the pods of each. */
  const naming = new Map<string, Set<string>>();
  const podsOf = new Map<string, Set<string>>();

  const known = controller.follow({
    source: cluster.resource(mysqls).source(namespace === undefined ? {} : { namespace }),
    project: (mysql: StoredMySQL) => {
      const secret = mysql.spec.password_secret?.name;
      const { namespace: space = '', name, uid } = mysql.metadata;
      if (secret !== undefined) {
        const key = refText({ namespace: space, name: secret });
        naming.set(key, (naming.get(key) ?? new Set()).add(refText({ namespace: space, name })));
      }
      return pack(mysql, [space, name, uid]);
    },
    keyOf: (key) => key,
    relistMilliseconds,
  });
  const followed = <T extends { readonly metadata: StoredMetadata }>() => ({
    project: (object: T): Packed<T> => pack(object, wordsIn(object)),
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
    project: (pod: StoredPod) => pack(withoutCommands(pod), wordsIn(pod)),
    keyOf: (key, pod) => {
      const owner = ownerKey(pod);
      if (owner === undefined) return undefined;
      const text = refText(owner);
      podsOf.set(text, (podsOf.get(text) ?? new Set()).add(key.name));
      return owner;
    },
    relistMilliseconds,
  });
  // A named Secret may change: whoever names it has to look.
  const allSecrets = controller.follow({
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
  const namedSecret = rememberSecrets(allSecrets, live);

  return {
    mysql: (ref) => unpacked(known.get(ref)),
    namespace: (name) => spaces.get({ namespace: '', name }) as never,
    secret: (ref) => unpacked(ownSecrets.get(ref)) ?? namedSecret(ref),
    volume: (name) => unpacked(volumes.get({ namespace: '', name })),
    claim: (ref) => unpacked(claims.get(ref)),
    service: (ref) => unpacked(ownServices.get(ref)),
    networkPolicy: (ref) => unpacked(policies.get(ref)),
    deployment: (ref) => unpacked(servers.get(ref)),
    job: (ref) => unpacked(tasks.get(ref)),
    storageClass: (name) => live.storageClass(name),
    pods: ({ namespace: space, name }) => {
      const text = refText({ namespace: space, name });
      const held = podsOf.get(text);
      if (held === undefined) return [];
      return [...held].flatMap((pod) => {
        const packed = ownPods.get({ namespace: space, name: pod });
        if (packed !== undefined) return unpack(packed);
        held.delete(pod);
        if (held.size === 0) podsOf.delete(text);
        return [];
      });
    },
  };
};

/** Nothing is decided by what a pod runs. */
const withoutCommands = (pod: StoredPod): StoredPod => {
  const containers = (pod.spec?.containers ?? []).map(({ name, image = '' }) => ({ name, image }));
  return { ...pod, spec: { containers } };
};
