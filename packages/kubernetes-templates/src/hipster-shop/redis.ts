import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { persistentVolumeClaim, service } from '@wildermesser/manifest/core/v1';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** Carts that are gone with the pod. */
export interface EmptyDirStorage {
  readonly type: 'emptyDir';
}

/** Carts that outlive the pod, in the claim `redis-pvc`. */
export interface ClaimStorage {
  readonly type: 'persistentVolumeClaim';
  /** Quantity, such as `1Gi`. @minLength 1 */
  readonly size: string;
  /** The cluster's default class when left out. */
  readonly storageClass?: string;
}

/** Where the shop keeps its carts. */
export interface RedisValues {
  /** Off, the carts are where `addresses.redis` says, or else in the memory of cartservice. @default true */
  readonly enabled: boolean;
  /** Two would each know half of the carts. @minimum 0 @maximum 1 @default 1 */
  readonly replicas: number;
  readonly image: {
    /** @minLength 1 @default "8.2.3-alpine" */
    readonly tag: string;
  };
  /** @default {"type": "emptyDir"} */
  readonly storage: EmptyDirStorage | ClaimStorage;
}

const name = 'redis-cart';
const claimName = 'redis-pvc';
const selector = { app: name };

/** Redis for the carts, with or without a claim. */
export const redis = ({ replicas, image, storage }: RedisValues): readonly Manifest[] => {
  const labels = {
    ...recommendedLabels({ ...selector, name: 'redis', component: 'cart-store', partOf: 'hipster-shop' }),
    'app.kubernetes.io/version': image.tag,
  };
  return [
    ...(storage.type === 'persistentVolumeClaim'
      ? [
          persistentVolumeClaim({
            metadata: { name: claimName, labels },
            spec: {
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: storage.size } },
              ...(storage.storageClass === undefined ? {} : { storageClassName: storage.storageClass }),
            },
          }),
        ]
      : []),
    service({
      metadata: { name, labels },
      spec: { selector, ports: [{ name: 'tcp-redis', port: 6379, targetPort: 'redis' }] },
    }),
    deployment({
      metadata: { name, labels },
      spec: {
        replicas,
        // Two pods at a time would write to one volume, or wait for each other to let go of it.
        strategy: { type: 'Recreate' },
        selector: { matchLabels: selector },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: restrictedPod({ user: 1000, volumeGroup: 1000 }),
            containers: [
              {
                name: 'redis',
                image: `docker.io/library/redis:${image.tag}`,
                ports: [{ name: 'redis', containerPort: 6379 }],
                readinessProbe: { periodSeconds: 5, exec: { command: ['redis-cli', 'ping'] } },
                livenessProbe: { periodSeconds: 5, tcpSocket: { port: 'redis' } },
                resources: { requests: { cpu: '70m', memory: '200Mi' }, limits: { cpu: '125m', memory: '256Mi' } },
                securityContext: restrictedContainer,
                volumeMounts: [{ name: 'redis-data', mountPath: '/data' }],
              },
            ],
            volumes: [
              storage.type === 'persistentVolumeClaim'
                ? { name: 'redis-data', persistentVolumeClaim: { claimName } }
                : { name: 'redis-data', emptyDir: {} },
            ],
          },
        },
      },
    }),
  ];
};
