import { component } from '@wildermesser/emit';
import { statefulSet } from '@wildermesser/manifest/apps/v1';
import { service } from '@wildermesser/manifest/core/v1';
import {
  confirmedDeletion,
  generatedSecret,
  podNamespace,
  recommendedLabels,
  restrictedContainer,
  restrictedPod,
} from '@wildermesser/manifest/workload';

const version = 'RELEASE.2025-09-07T16-13-09Z';
/** The last image that MinIO published of its community edition. */
const image = `quay.io/minio/minio:${version}@sha256:14cea493d9a34af32f524e538b8346cf79f3321eff8e708c1e2960462bd8936e`;
const port = 9000;
const selector = { app: 'minio' };
const labels = recommendedLabels({
  ...selector,
  name: 'minio',
  component: 'object-storage',
  partOf: 'kubernetes-volumes',
});
const keys = 'minio-keys';
const fromKeys = (
  name: string,
  key: string,
): { name: string; valueFrom: { secretKeyRef: { name: string; key: string } } } => ({
  name,
  valueFrom: { secretKeyRef: { name: keys, key } },
});

/** MinIO with one volume, and credentials that the cluster makes up. */
export const minio = component({
  name: 'minio',
  namespace: 'minio',
  manifests: () => [
    podNamespace('minio', 'restricted'),
    // 20 and 40 characters: the longest that every client of S3 takes.
    ...generatedSecret({ name: keys, keys: { access_key: 10, secret_key: 20 }, labels }),
    service({
      metadata: { name: 'minio', labels },
      spec: { clusterIP: 'None', selector, ports: [{ name: 'api', port, targetPort: port }] },
    }),
    statefulSet({
      metadata: { name: 'minio', labels, annotations: confirmedDeletion },
      spec: {
        serviceName: 'minio',
        replicas: 1,
        selector: { matchLabels: selector },
        // The claims outlive the StatefulSet and its pods: the data goes only when somebody deletes it.
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        template: {
          metadata: { labels: { ...labels, 'app.kubernetes.io/version': version } },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: restrictedPod({ user: 1000, volumeGroup: 1000 }),
            containers: [
              {
                name: 'minio',
                image,
                args: ['server', '/data'],
                env: [
                  fromKeys('MINIO_ROOT_USER', 'access_key'),
                  fromKeys('MINIO_ROOT_PASSWORD', 'secret_key'),
                  // MinIO makes directories for certificates below its home, and stops when it cannot.
                  { name: 'HOME', value: '/tmp' },
                ],
                ports: [{ name: 'api', containerPort: port }],
                readinessProbe: { httpGet: { path: '/minio/health/ready', port } },
                livenessProbe: { httpGet: { path: '/minio/health/live', port }, initialDelaySeconds: 30 },
                resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '1Gi' } },
                securityContext: restrictedContainer,
                volumeMounts: [
                  { name: 'data', mountPath: '/data' },
                  { name: 'tmp', mountPath: '/tmp' },
                ],
              },
            ],
            volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '64Mi' } }],
          },
        },
        volumeClaimTemplates: [
          {
            // Written out because the API server adds them, and Argo CD would see a difference for ever.
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: { name: 'data' },
            spec: {
              accessModes: ['ReadWriteOnce'],
              volumeMode: 'Filesystem',
              resources: { requests: { storage: '10Gi' } },
            },
          },
        ],
      },
    }),
  ],
});
