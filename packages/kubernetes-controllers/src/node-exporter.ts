import { component } from '@wildermesser/emit';
import { daemonSet } from '@wildermesser/manifest/apps/v1';
import { podNamespace, recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

const namespace = 'node-exporter';
const version = 'v1.10.2';
const port = 9100;
const labels = recommendedLabels({
  app: 'node-exporter',
  name: 'node-exporter',
  component: 'metrics',
  partOf: 'monitoring',
  version,
});

/**
 * Prometheus node-exporter on every node. It measures the node, so it shares the node's network and processes and reads
 * its file system, as its own documentation asks: only the level `privileged` admits that. In all else it is as
 * confined as a pod of the level `restricted`: no root, no capabilities, nothing writable.
 */
export const nodeExporter = component({
  name: 'node-exporter',
  namespace,
  manifests: () => [
    podNamespace(namespace, 'privileged'),
    daemonSet({
      metadata: { name: 'node-exporter', labels },
      spec: {
        selector: { matchLabels: { app: 'node-exporter' } },
        template: {
          metadata: { labels },
          spec: {
            hostNetwork: true,
            hostPID: true,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            nodeSelector: { 'kubernetes.io/os': 'linux' },
            // `master` is what nodes set up before Kubernetes 1.24 are tainted with.
            tolerations: ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'].map((key) => ({
              key,
              operator: 'Exists',
              effect: 'NoSchedule',
            })),
            securityContext: restrictedPod({ user: 65534 }),
            containers: [
              {
                name: 'node-exporter',
                image: `quay.io/prometheus/node-exporter:${version}`,
                args: ['--path.rootfs=/host', `--web.listen-address=:${port}`],
                ports: [{ name: 'metrics', containerPort: port, hostPort: port }],
                readinessProbe: { httpGet: { path: '/', port: 'metrics' } },
                livenessProbe: { httpGet: { path: '/', port: 'metrics' } },
                resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '250m', memory: '180Mi' } },
                securityContext: restrictedContainer,
                volumeMounts: [
                  // What is mounted on the node later shows up too.
                  { name: 'root', mountPath: '/host', readOnly: true, mountPropagation: 'HostToContainer' },
                ],
              },
            ],
            volumes: [{ name: 'root', hostPath: { path: '/', type: 'Directory' } }],
          },
        },
      },
    }),
  ],
});
