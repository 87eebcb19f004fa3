import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { service } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** What every chart begins with. */
export interface WebServerValues {
  /** Pods to run. @minimum 0 @default 1 */
  readonly replicas: number;
  readonly image: {
    /** @default "docker.io/nginxinc/nginx-unprivileged" */
    readonly repository: string;
    /** Quoted, since a version such as 1.10 is no number. @minLength 1 @default "1.29.3" */
    readonly tag: string;
    /** @default "IfNotPresent" */
    readonly pullPolicy: 'Always' | 'IfNotPresent' | 'Never';
  };
  /** Port of the Service. @minimum 1 @maximum 65535 @default 80 */
  readonly port: number;
}

/** A web server and the Service before it. */
export const webServer = (values: WebServerValues, release: Release): readonly Manifest[] => {
  const selector = { app: release.name };
  const labels = {
    ...recommendedLabels({ app: release.name, name: 'nginx', component: 'web', partOf: 'web' }),
    'app.kubernetes.io/version': values.image.tag,
  };
  return [
    deployment({
      metadata: { name: release.name, labels },
      spec: {
        replicas: values.replicas,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            securityContext: restrictedPod({ user: 101 }),
            containers: [
              {
                name: 'nginx',
                image: `${values.image.repository}:${values.image.tag}`,
                imagePullPolicy: values.image.pullPolicy,
                ports: [{ name: 'http', containerPort: 8080 }],
                readinessProbe: { httpGet: { path: '/', port: 'http' } },
                livenessProbe: { tcpSocket: { port: 'http' } },
                resources: { requests: { cpu: '50m', memory: '32Mi' }, limits: { cpu: '200m', memory: '64Mi' } },
                securityContext: restrictedContainer,
                volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
              },
            ],
            volumes: [{ name: 'tmp', emptyDir: {} }],
          },
        },
      },
    }),
    service({
      metadata: { name: release.name, labels },
      spec: { selector, ports: [{ name: 'http', port: values.port, targetPort: 'http' }] },
    }),
  ];
};

export const examples: readonly WebServerValues[] = [
  {
    replicas: 1,
    image: { repository: 'docker.io/nginxinc/nginx-unprivileged', tag: '1.29.3', pullPolicy: 'IfNotPresent' },
    port: 80,
  },
  { replicas: 0, image: { repository: 'registry.example:5000/nginx', tag: '1.10', pullPolicy: 'Never' }, port: 65535 },
  { replicas: 1000000, image: { repository: 'nginx', tag: '1e3', pullPolicy: 'Always' }, port: 8443 },
];
