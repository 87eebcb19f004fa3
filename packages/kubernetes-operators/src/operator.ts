import { component, rolesFromCode } from '@wildermesser/emit';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { serviceAccount } from '@wildermesser/manifest/core/v1';
import { networkPolicy } from '@wildermesser/manifest/networking/v1';
import { podDisruptionBudget } from '@wildermesser/manifest/policy/v1';
import { podNamespace, recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';
import { operatorImage } from './operator-image.ts';
import { waves } from './waves.ts';

const name = 'mysql-operator';
const port = 8080;
const selector = { name };
const labels = {
  ...recommendedLabels({ name, component: 'operator', partOf: 'kubernetes-operators' }),
  ...selector,
};
const own = (field: string): { fieldRef: { fieldPath: string } } => ({ fieldRef: { fieldPath: field } });

/** The operator: two pods, of which one works and the other waits for its lease. */
export const operator = component({
  name: 'operator',
  namespace: name,
  wave: waves.operator,
  compiled: [rolesFromCode({ entry: 'apps/mysql-operator/src/main.ts', name, labels })],
  manifests: () => [
    podNamespace(name, 'restricted'),
    serviceAccount({ metadata: { name, labels }, automountServiceAccountToken: false }),
    deployment({
      metadata: { name, labels },
      spec: {
        replicas: 2,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: name,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            securityContext: restrictedPod({ user: 65532 }),
            // Running work is ended and the lease given back within 20 seconds.
            terminationGracePeriodSeconds: 30,
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: 'kubernetes.io/hostname',
                whenUnsatisfiable: 'ScheduleAnyway',
                labelSelector: { matchLabels: selector },
              },
            ],
            containers: [
              {
                name: 'operator',
                image: operatorImage,
                env: [
                  { name: 'POD_NAME', valueFrom: own('metadata.name') },
                  { name: 'POD_NAMESPACE', valueFrom: own('metadata.namespace') },
                  { name: 'PORT', value: `${port}` },
                  // Most of what a list brings is forgotten at once; a large young generation would hold it in memory.
                  { name: 'NODE_OPTIONS', value: '--max-semi-space-size=2' },
                ],
                ports: [{ name: 'metrics', containerPort: port }],
                readinessProbe: { httpGet: { path: '/readyz', port: 'metrics' }, periodSeconds: 5 },
                livenessProbe: { httpGet: { path: '/healthz', port: 'metrics' }, initialDelaySeconds: 10 },
                resources: { requests: { cpu: '50m', memory: '96Mi' }, limits: { cpu: '1', memory: '256Mi' } },
                securityContext: restrictedContainer,
                volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
              },
            ],
            volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '16Mi' } }],
          },
        },
      },
    }),
    podDisruptionBudget({
      metadata: { name, labels },
      spec: { maxUnavailable: 1, selector: { matchLabels: selector } },
    }),
    networkPolicy({
      metadata: { name, labels },
      spec: {
        podSelector: { matchLabels: selector },
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ ports: [{ port, protocol: 'TCP' }] }],
        egress: [
          // The API server: at the port of its Service, and at that of its own behind it. Which addresses, only the cluster knows.
          { ports: [443, 6443].map((each) => ({ port: each, protocol: 'TCP' as const })) },
          {
            to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
            ports: (['UDP', 'TCP'] as const).map((protocol) => ({ port: 53, protocol })),
          },
        ],
      },
    }),
  ],
});
