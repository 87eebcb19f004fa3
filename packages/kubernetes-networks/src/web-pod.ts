import type { Container, PodTemplateSpec, VolumeMount } from '@wildermesser/manifest/core/v1';
import { restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

const image = 'busybox:1.37.0';

/** The port on which the server listens. */
export const webPort = 8000;

const app: VolumeMount = { name: 'app', mountPath: '/app' };

/** The shell expands POD_NAME, so that a page says which pod has sent it. */
const script = (heading: string): string => `set -eu
cat > /app/index.html <<PAGE
<!doctype html>
<title>${heading}</title>
<h1>${heading}</h1>
<p>Served by pod $POD_NAME</p>
PAGE
`;

const init = (heading: string): Container => ({
  name: 'init',
  image,
  command: ['sh', '-c', script(heading)],
  env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
  securityContext: restrictedContainer,
  volumeMounts: [app],
});

const server: Container = {
  name: 'web',
  image,
  command: ['httpd', '-f', '-v', '-p', String(webPort), '-h', app.mountPath],
  ports: [{ name: 'http', containerPort: webPort, protocol: 'TCP' }],
  readinessProbe: { httpGet: { path: '/index.html', port: webPort } },
  livenessProbe: { tcpSocket: { port: webPort } },
  resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
  securityContext: restrictedContainer,
  volumeMounts: [{ ...app, readOnly: true }],
};

/**
 * The pod of the web server: an init container writes the page into a volume, and busybox serves it.
 *
 * @param heading title and heading of the page; letters and spaces
 */
export const webPod = (heading: string, labels: Readonly<Record<string, string>>): PodTemplateSpec => ({
  metadata: { labels },
  spec: {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: restrictedPod({ user: 1001 }),
    initContainers: [init(heading)],
    containers: [server],
    // The server takes no notice of SIGTERM, so it goes on to answer while the Services forget the pod.
    terminationGracePeriodSeconds: 10,
    volumes: [{ name: app.name, emptyDir: { sizeLimit: '1Mi' } }],
  },
});
