import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { service } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** A port on which a program listens. */
export interface ListenPort {
  /** @pattern ^[a-z0-9]([-a-z0-9]*[a-z0-9])?$ @maxLength 15 */
  readonly name: string;
  /** @minimum 1 @maximum 65535 */
  readonly containerPort: number;
  /** Port of the Service; the container's own by default. @minimum 1 @maximum 65535 */
  readonly servicePort?: number;
  /** Default TCP. */
  readonly protocol?: 'SCTP' | 'TCP' | 'UDP';
  /** Whether the Service has it. Default true. */
  readonly exposed?: boolean;
}

/** A program with any number of ports. */
export interface PortListValues {
  /** @minItems 1 @default [{"name": "dns", "containerPort": 5353, "servicePort": 53, "protocol": "UDP"}] */
  readonly ports: readonly ListenPort[];
}

/** Ports of the container and, but for hidden ones, of the Service. The first is probed if it can be. */
export const portList = (values: PortListValues, release: Release): readonly Manifest[] => {
  const labels = recommendedLabels({ app: release.name, name: 'ports', component: 'backend', partOf: 'ports' });
  const exposed = values.ports.filter((port) => port.exposed ?? true);
  const first = values.ports[0];
  const probed = (first?.protocol ?? 'TCP') === 'TCP' ? first?.containerPort : undefined;
  return [
    deployment({
      metadata: { name: release.name, labels },
      spec: {
        selector: { matchLabels: { app: release.name } },
        template: {
          metadata: { labels },
          spec: {
            securityContext: restrictedPod({ user: 10001 }),
            containers: [
              {
                name: 'ports',
                image: 'registry.example/ports:1.0.0',
                env: [
                  { name: 'PORTS', value: values.ports.map((port) => `${port.name}=${port.containerPort}`).join(' ') },
                ],
                ports: values.ports.map(({ name, containerPort, protocol }) => ({
                  name,
                  containerPort,
                  protocol: protocol ?? 'TCP',
                })),
                ...(probed === undefined
                  ? {}
                  : {
                      readinessProbe: { tcpSocket: { port: probed } },
                      livenessProbe: { tcpSocket: { port: probed } },
                    }),
                resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
                securityContext: restrictedContainer,
              },
            ],
          },
        },
      },
    }),
    ...(exposed.length > 0
      ? [
          service({
            metadata: { name: release.name, labels },
            spec: {
              selector: { app: release.name },
              ports: exposed.map(({ name, containerPort, servicePort, protocol = 'TCP' }) => ({
                name,
                port: servicePort ?? containerPort,
                targetPort: name,
                protocol,
              })),
            },
          }),
        ]
      : []),
  ];
};

export const examples: readonly PortListValues[] = [
  { ports: [{ name: 'dns', containerPort: 5353, servicePort: 53, protocol: 'UDP' }] },
  {
    ports: [
      { name: 'http', containerPort: 8080, servicePort: 80 },
      { name: 'metrics', containerPort: 9090, exposed: false },
      { name: 'grpc', containerPort: 50051, protocol: 'TCP', exposed: true },
    ],
  },
  { ports: [{ name: 'hidden', containerPort: 65535, exposed: false }] },
];
