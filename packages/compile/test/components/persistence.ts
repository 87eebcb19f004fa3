import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { persistentVolumeClaim, service } from '@wildermesser/manifest/core/v1';
import type { Quantity } from '@wildermesser/manifest/meta/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** Data that goes with the pod. */
export interface ScratchStorage {
  readonly type: 'emptyDir';
  /** No limit when left out. */
  readonly sizeLimit?: string;
}

/** Data in a claim that the component makes. */
export interface ClaimStorage {
  readonly type: 'persistentVolumeClaim';
  readonly size: Quantity;
  /** The cluster's default class when left out; `''` is a volume without a class. */
  readonly storageClass?: string;
}

/** Data in a claim that somebody else made. */
export interface ExistingStorage {
  readonly type: 'existingClaim';
  readonly claimName: string;
}

/** Where a cache keeps its data. */
export interface PersistenceValues {
  /** @default {"type": "emptyDir"} */
  readonly storage: ScratchStorage | ClaimStorage | ExistingStorage;
}

const volumeOf = (storage: PersistenceValues['storage'], claim: string) => {
  if (storage.type === 'emptyDir')
    return { emptyDir: storage.sizeLimit === undefined ? {} : { sizeLimit: storage.sizeLimit } };
  if (storage.type === 'existingClaim') return { persistentVolumeClaim: { claimName: storage.claimName } };
  return { persistentVolumeClaim: { claimName: claim } };
};

/** Redis with or without a claim, by a discriminated union. */
export const persistence = (values: PersistenceValues, release: Release): readonly Manifest[] => {
  const { storage } = values;
  const name = `${release.name}-redis`;
  const claim = `${name}-data`;
  const selector = { app: name };
  const labels = recommendedLabels({
    ...selector,
    name: 'redis',
    component: 'cache',
    partOf: 'shop',
    version: '8.2.3',
  });
  return [
    deployment({
      metadata: { name, labels },
      spec: {
        replicas: 1,
        // A claim that one node may write to cannot serve two pods.
        strategy: { type: storage.type === 'emptyDir' ? 'RollingUpdate' : 'Recreate' },
        selector: { matchLabels: selector },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            securityContext: restrictedPod({ user: 999, volumeGroup: 999 }),
            containers: [
              {
                name: 'redis',
                image: 'docker.io/library/redis:8.2.3',
                ports: [{ name: 'redis', containerPort: 6379 }],
                readinessProbe: { exec: { command: ['redis-cli', 'ping'] } },
                livenessProbe: { tcpSocket: { port: 'redis' } },
                resources: { requests: { cpu: '70m', memory: '200Mi' }, limits: { cpu: '125m', memory: '256Mi' } },
                securityContext: restrictedContainer,
                volumeMounts: [{ name: 'data', mountPath: '/data' }],
              },
            ],
            volumes: [{ name: 'data', ...volumeOf(storage, claim) }],
          },
        },
      },
    }),
    ...(storage.type === 'persistentVolumeClaim'
      ? [
          persistentVolumeClaim({
            metadata: { name: claim, labels },
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: storage.size } },
              ...(storage.storageClass === undefined ? {} : { storageClassName: storage.storageClass }),
            },
          }),
        ]
      : []),
    service({ metadata: { name, labels }, spec: { selector, ports: [{ port: 6379, targetPort: 'redis' }] } }),
  ];
};

export const examples: readonly PersistenceValues[] = [
  { storage: { type: 'emptyDir' } },
  { storage: { type: 'persistentVolumeClaim', size: '1Gi', storageClass: '' } },
  { storage: { type: 'existingClaim', claimName: 'made-by-hand' } },
  { storage: { type: 'persistentVolumeClaim', size: '10Gi' } },
];
