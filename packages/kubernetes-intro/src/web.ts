import { component } from '@wildermesser/emit';
import { pod } from '@wildermesser/manifest/core/v1';
import { podNamespace, recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';
import { writePageScript } from './write-page-script.ts';

const image = 'docker.io/library/busybox:1.37.0';
const port = 8000;
/** Few pages for few readers. */
const resources = { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } };

/** A Pod whose init container writes the page that its main container serves. */
export const web = component({
  name: 'web',
  namespace: 'intro-web',
  manifests: () => [
    podNamespace('intro-web', 'restricted'),
    pod({
      metadata: {
        name: 'web',
        labels: recommendedLabels({ app: 'web', name: 'web', component: 'web-server', partOf: 'kubernetes-intro' }),
      },
      spec: {
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        securityContext: restrictedPod({ user: 1001 }),
        // As process 1 busybox httpd is deaf to SIGTERM: waiting for it longer gains nothing.
        terminationGracePeriodSeconds: 5,
        initContainers: [
          {
            name: 'init',
            image,
            command: ['sh', '-c', writePageScript],
            env: [{ name: 'ROOT', value: '/app' }],
            resources,
            securityContext: restrictedContainer,
            volumeMounts: [{ name: 'app', mountPath: '/app' }],
          },
        ],
        containers: [
          {
            name: 'web',
            image,
            command: ['busybox', 'httpd', '-f', '-p', String(port), '-h', '/app'],
            ports: [{ name: 'http', containerPort: port }],
            readinessProbe: { httpGet: { path: '/index.html', port } },
            livenessProbe: { tcpSocket: { port } },
            resources,
            securityContext: restrictedContainer,
            volumeMounts: [{ name: 'app', mountPath: '/app', readOnly: true }],
          },
        ],
        volumes: [{ name: 'app', emptyDir: { sizeLimit: '1Mi' } }],
      },
    }),
  ],
});
