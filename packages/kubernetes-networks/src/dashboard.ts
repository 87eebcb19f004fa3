import { component } from '@wildermesser/emit';
import { certificate, issuer } from '@wildermesser/manifest/cert-manager/v1';
import { ingress } from '@wildermesser/manifest/networking/v1';
import { recommendedLabels } from '@wildermesser/manifest/workload';
import { installedDefinition, installedNamespace, nginxClass } from './expected.ts';

const namespace = 'kubernetes-dashboard';
const host = 'dashboard.cluster.local';
const secretName = 'ingress-tls';
const issuerName = 'self-signed';
const service = { name: 'kubernetes-dashboard', port: 443 };
const labels = recommendedLabels({
  name: 'kubernetes-dashboard',
  component: 'dashboard',
  partOf: 'kubernetes-networks',
});
/** Of both Ingresses: one host takes paths either all as text or all as regular expressions. */
const annotations = {
  'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS',
  'nginx.ingress.kubernetes.io/use-regex': 'true',
};

const rules = (path: string) => [
  {
    host,
    http: {
      paths: [
        {
          path,
          pathType: 'ImplementationSpecific' as const,
          backend: { service: { name: service.name, port: { number: service.port } } },
        },
      ],
    },
  },
];

const main = () =>
  ingress({
    metadata: {
      name: 'dashboard',
      labels,
      annotations: { ...annotations, 'nginx.ingress.kubernetes.io/rewrite-target': '/$2' },
    },
    spec: {
      ingressClassName: nginxClass.name,
      tls: [{ hosts: [host], secretName }],
      rules: rules('/dashboard(/|$)(.*)'),
    },
  });

/**
 * The dashboard's page has relative links, which are right only below `/dashboard/`. ingress-nginx tries the longer
 * path first, whatever its type; hence the named group, which makes this one longer than the other.
 */
const redirect = () =>
  ingress({
    metadata: {
      name: 'dashboard-redirect',
      labels,
      annotations: { ...annotations, 'nginx.ingress.kubernetes.io/permanent-redirect': `https://${host}/dashboard/` },
    },
    spec: { ingressClassName: nginxClass.name, rules: rules('/(?<section>dashboard)$') },
  });

const tlsCertificate = () =>
  certificate({
    metadata: { name: secretName, labels },
    spec: {
      secretName,
      dnsNames: [host],
      duration: '2160h0m0s',
      renewBefore: '720h0m0s',
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: issuerName },
      privateKey: { algorithm: 'ECDSA', rotationPolicy: 'Always', size: 256 },
      usages: ['digital signature', 'key encipherment', 'server auth'],
    },
  });

/** The Kubernetes dashboard under a path of its host, with a certificate that the cluster issues to itself. */
export const dashboard = component({
  name: 'dashboard',
  namespace,
  wave: 2,
  manifests: () => [
    issuer({ metadata: { name: issuerName, labels }, spec: { selfSigned: {} } }),
    tlsCertificate(),
    main(),
    redirect(),
  ],
  expects: [
    nginxClass,
    installedNamespace(namespace, 'the dashboard'),
    {
      group: '',
      kind: 'Service',
      namespace,
      name: service.name,
      reason: 'the installation of the dashboard brings it',
      ports: [{ port: service.port }],
    },
    installedDefinition('certificates.cert-manager.io', 'cert-manager'),
    installedDefinition('issuers.cert-manager.io', 'cert-manager'),
  ],
});
