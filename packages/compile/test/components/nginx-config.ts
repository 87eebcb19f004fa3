import type { Manifest } from '@wildermesser/manifest';
import { configMap } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels } from '@wildermesser/manifest/workload';

/** Where requests for a path go. */
export interface Location {
  readonly path: string;
  /** @format uri */
  readonly upstream: string;
  /** Header lines by name. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A proxy whose configuration is one text. */
export interface NginxConfigValues {
  /** @default "_" */
  readonly serverName: string;
  /** @minimum 1 @maximum 65535 @default 8080 */
  readonly port: number;
  /** Whether answers are compressed. @default true */
  readonly gzip: boolean;
  /** Longest body of a request in bytes. @minimum 0 @default 1048576 */
  readonly maxBody: number;
  /** @default [] */
  readonly locations: readonly Location[];
  /** Added to the server as it stands. @default "" */
  readonly extra: string;
}

const header = (name: string, value: string): string => `    proxy_set_header ${name} "${value}";`;

const location = ({ path, upstream, headers }: Location): string =>
  [
    `  location ${path} {`,
    `    proxy_pass ${upstream};`,
    '    proxy_set_header Host $host;',
    ...Object.entries(headers ?? {}).map(([name, value]) => header(name, value)),
    '  }',
  ].join('\n');

/** The configuration of nginx, put together line by line. */
export const nginxConfig = (values: NginxConfigValues, release: Release): readonly Manifest[] => {
  const server = `server {
  listen ${values.port};
  server_name ${values.serverName};
  client_max_body_size ${values.maxBody};
  gzip ${values.gzip ? 'on' : 'off'};
${values.locations.map(location).join('\n')}
${values.extra === '' ? '' : `  ${values.extra}\n`}}
`;
  return [
    configMap({
      metadata: {
        name: `${release.name}-nginx`,
        labels: recommendedLabels({ name: 'nginx', component: 'proxy', partOf: 'proxy' }),
      },
      data: {
        'default.conf': server,
        'upstreams.txt': values.locations.map(({ upstream }, index) => `${index}: ${upstream}`).join('\n'),
      },
    }),
  ];
};

export const examples: readonly NginxConfigValues[] = [
  { serverName: '_', port: 8080, gzip: true, maxBody: 1048576, locations: [], extra: '' },
  {
    serverName: 'a.example b.example',
    port: 8081,
    gzip: false,
    maxBody: 0,
    locations: [{ path: '/', upstream: 'http://web:80' }],
    extra: 'absolute_redirect off;',
  },
  {
    serverName: '~^(?<sub>.+)\\.example$',
    port: 80,
    gzip: true,
    maxBody: 10737418240,
    locations: [
      { path: '/api/', upstream: 'http://api:8080/', headers: { 'X-A': 'a', 'X-B': '$remote_addr' } },
      { path: '~ \\.php$', upstream: 'http://php:9000' },
    ],
    extra: 'set $x "{{ y }}";',
  },
];
