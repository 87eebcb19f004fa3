import type { Manifest } from '@wildermesser/manifest';
import { ingress } from '@wildermesser/manifest/networking/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels } from '@wildermesser/manifest/workload';

/** A path of a host and the Service behind it. */
export interface HostPath {
  readonly path: string;
  /** Default `Prefix`. */
  readonly pathType?: 'Exact' | 'ImplementationSpecific' | 'Prefix';
  /** Name of the Service; by default the release's own. */
  readonly service?: string;
  /** Default 80. */
  readonly port?: number;
}

/** A host name and what is found there. */
export interface Host {
  /** @minLength 1 */
  readonly host: string;
  /** @minItems 1 */
  readonly paths: readonly HostPath[];
}

/** Which hosts share a certificate. */
export interface HostTls {
  readonly secretName: string;
  readonly hosts: readonly string[];
}

/** What the outside world sees. */
export interface IngressHostsValues {
  readonly ingress: {
    /** @default true */
    readonly enabled: boolean;
    /** The cluster's default class when left out. */
    readonly className?: string;
    /** @default {} */
    readonly annotations: Readonly<Record<string, string>>;
    /** @default [{"host": "chart.example", "paths": [{"path": "/"}]}] */
    readonly hosts: readonly Host[];
    /** @default [] */
    readonly tls: readonly HostTls[];
  };
}

/** An Ingress with any number of hosts and paths, or nothing at all. */
export const ingressHosts = (values: IngressHostsValues, release: Release): readonly Manifest[] => {
  if (!values.ingress.enabled) return [];
  const { className, annotations, hosts, tls } = values.ingress;
  return [
    ingress({
      metadata: {
        name: release.name,
        labels: recommendedLabels({ name: 'site', component: 'entry', partOf: 'site' }),
        annotations,
      },
      spec: {
        ...(className === undefined ? {} : { ingressClassName: className }),
        ...(tls.length === 0
          ? {}
          : { tls: tls.map((entry) => ({ hosts: entry.hosts, secretName: entry.secretName })) }),
        rules: hosts.map(({ host, paths }) => ({
          host,
          http: {
            paths: paths.map(({ path, pathType, service, port }) => ({
              path,
              pathType: pathType ?? 'Prefix',
              backend: { service: { name: service ?? release.name, port: { number: port ?? 80 } } },
            })),
          },
        })),
      },
    }),
  ];
};

export const examples: readonly IngressHostsValues[] = [
  {
    ingress: {
      enabled: true,
      annotations: {},
      hosts: [{ host: 'chart.example', paths: [{ path: '/' }] }],
      tls: [],
    },
  },
  { ingress: { enabled: false, annotations: { unused: 'true' }, hosts: [], tls: [] } },
  {
    ingress: {
      enabled: true,
      className: 'nginx',
      annotations: {
        'cert-manager.io/cluster-issuer': 'letsencrypt',
        'nginx.ingress.kubernetes.io/ssl-redirect': 'true',
      },
      hosts: [
        {
          host: 'a.example',
          paths: [
            { path: '/', service: 'front' },
            { path: '/api', pathType: 'Exact', port: 8080 },
          ],
        },
        { host: '*.b.example', paths: [{ path: '/(.*)', pathType: 'ImplementationSpecific' }] },
      ],
      tls: [{ secretName: 'a-tls', hosts: ['a.example', '*.b.example'] }],
    },
  },
];
