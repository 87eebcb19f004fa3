import {
  type Cluster,
  deployments,
  jobs,
  namespaces,
  networkPolicies,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  type RefOf,
  type StoredOf,
  secrets,
  services,
  storageClasses,
} from '../cluster/index.ts';
import { labels, mysqls } from '../resource/index.ts';

type Maybe<T> = Promise<T | undefined> | T | undefined;

/** Where objects are read: from the API server, or from what reflectors hold of it. Undefined: there is none. */
export interface Objects {
  mysql(ref: RefOf<typeof mysqls>): Maybe<StoredOf<typeof mysqls>>;
  namespace(name: string): Maybe<StoredOf<typeof namespaces>>;
  secret(ref: RefOf<typeof secrets>): Maybe<StoredOf<typeof secrets>>;
  volume(name: string): Maybe<StoredOf<typeof persistentVolumes>>;
  claim(ref: RefOf<typeof persistentVolumeClaims>): Maybe<StoredOf<typeof persistentVolumeClaims>>;
  service(ref: RefOf<typeof services>): Maybe<StoredOf<typeof services>>;
  networkPolicy(ref: RefOf<typeof networkPolicies>): Maybe<StoredOf<typeof networkPolicies>>;
  deployment(ref: RefOf<typeof deployments>): Maybe<StoredOf<typeof deployments>>;
  job(ref: RefOf<typeof jobs>): Maybe<StoredOf<typeof jobs>>;
  storageClass(name: string): Maybe<StoredOf<typeof storageClasses>>;
  /** The pods that carry the labels of one MySQL. */
  pods(ref: RefOf<typeof mysqls>): Promise<readonly StoredOf<typeof pods>[]> | readonly StoredOf<typeof pods>[];
}

/** The pods of a MySQL's server and Jobs. */
export const podSelector = (name: string): string => `${labels.managedBy}=mysql-operator,${labels.name}=${name}`;

/** Objects as the API server has them now. */
export const liveObjects = (cluster: Cluster): Objects => ({
  mysql: (ref) => cluster.resource(mysqls).get(ref),
  namespace: (name) => cluster.resource(namespaces).get({ name }),
  secret: (ref) => cluster.resource(secrets).get(ref),
  volume: (name) => cluster.resource(persistentVolumes).get({ name }),
  claim: (ref) => cluster.resource(persistentVolumeClaims).get(ref),
  service: (ref) => cluster.resource(services).get(ref),
  networkPolicy: (ref) => cluster.resource(networkPolicies).get(ref),
  deployment: (ref) => cluster.resource(deployments).get(ref),
  job: (ref) => cluster.resource(jobs).get(ref),
  storageClass: (name) => cluster.resource(storageClasses).get({ name }),
  pods: async ({ namespace, name }) =>
    (await cluster.resource(pods).list({ namespace, labelSelector: podSelector(name) })).items,
});
