import type { Manifest } from '@wildermesser/manifest';
import { statefulSet } from '@wildermesser/manifest/apps/v1';
import { service } from '@wildermesser/manifest/core/v1';
import type { Quantity } from '@wildermesser/manifest/meta/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** One volume of each pod. */
export interface StoreVolume {
  readonly name: string;
  readonly mountPath: string;
  readonly size: Quantity;
  /** The cluster's default class when left out. */
  readonly storageClass?: string;
  /** Default `ReadWriteOnce`. */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany';
}

/** A database that keeps its data when pods go. */
export interface StatefulStoreValues {
  /** Pods; an odd number, so that a majority exists. @minimum 1 @maximum 7 @default 3 */
  readonly replicas: number;
  /** @minItems 1 @default [{"name": "data", "mountPath": "/data", "size": "10Gi"}] */
  readonly volumes: readonly StoreVolume[];
  readonly updates: {
    /** @default "RollingUpdate" */
    readonly type: 'OnDelete' | 'RollingUpdate';
    /** Pods below this number stay as they are. @minimum 0 @default 0 */
    readonly partition: number;
  };
  /** Secret with the key `password`. @default "store-credentials" */
  readonly credentials: string;
}

/** A StatefulSet with a claim for each volume, and its headless Service. */
export const statefulStore = (values: StatefulStoreValues, release: Release): readonly Manifest[] => {
  const name = `${release.name}-store`;
  const peers = `${name}.${release.namespace}.svc`;
  const selector = { app: name };
  const labels = recommendedLabels({ ...selector, name: 'store', component: 'database', partOf: 'store' });
  const { updates, volumes, replicas } = values;
  return [
    service({
      metadata: { name, labels },
      spec: {
        clusterIP: 'None',
        publishNotReadyAddresses: replicas > 1,
        selector,
        ports: [{ name: 'store', port: 4001, targetPort: 'store' }],
      },
    }),
    statefulSet({
      metadata: { name, labels },
      spec: {
        serviceName: name,
        replicas,
        podManagementPolicy: replicas === 1 ? 'OrderedReady' : 'Parallel',
        selector: { matchLabels: selector },
        updateStrategy: {
          type: updates.type,
          ...(updates.type === 'RollingUpdate' ? { rollingUpdate: { partition: updates.partition } } : {}),
        },
        template: {
          metadata: { labels },
          spec: {
            securityContext: restrictedPod({ user: 10001, volumeGroup: 10001 }),
            containers: [
              {
                name: 'store',
                image: 'registry.example/store:9.0.1',
                args: [`--first-peer=${name}-0.${peers}:4001`, `--quorum=${Math.trunc(replicas / 2) + 1}`],
                env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: values.credentials, key: 'password' } } }],
                ports: [{ name: 'store', containerPort: 4001 }],
                readinessProbe: { grpc: { port: 4001 } },
                livenessProbe: { grpc: { port: 4001 } },
                resources: { requests: { cpu: '500m', memory: '512Mi' }, limits: { cpu: '1', memory: '1Gi' } },
                securityContext: restrictedContainer,
                volumeMounts: volumes.map((volume) => ({ name: volume.name, mountPath: volume.mountPath })),
              },
            ],
          },
        },
        volumeClaimTemplates: volumes.map((volume) => ({
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: volume.name },
          spec: {
            accessModes: [volume.accessMode ?? 'ReadWriteOnce'],
            volumeMode: 'Filesystem',
            resources: { requests: { storage: volume.size } },
            ...(volume.storageClass ? { storageClassName: volume.storageClass } : {}),
          },
        })),
      },
    }),
  ];
};

export const examples: readonly StatefulStoreValues[] = [
  {
    replicas: 3,
    volumes: [{ name: 'data', mountPath: '/data', size: '10Gi' }],
    updates: { type: 'RollingUpdate', partition: 0 },
    credentials: 'store-credentials',
  },
  {
    replicas: 1,
    volumes: [{ name: 'data', mountPath: '/data', size: '1Ti', storageClass: '', accessMode: 'ReadWriteOncePod' }],
    updates: { type: 'OnDelete', partition: 5 },
    credentials: 'x',
  },
  {
    replicas: 5,
    volumes: [
      { name: 'data', mountPath: '/data', size: '10Gi', storageClass: 'fast' },
      { name: 'log', mountPath: '/log', size: '1Gi' },
    ],
    updates: { type: 'RollingUpdate', partition: 4 },
    credentials: 'store',
  },
];
