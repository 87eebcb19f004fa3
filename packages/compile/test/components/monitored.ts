import type { Manifest } from '@wildermesser/manifest';
import { service } from '@wildermesser/manifest/core/v1';
import { prometheusRule, serviceMonitor } from '@wildermesser/manifest/monitoring/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels } from '@wildermesser/manifest/workload';

/** An address below which a program tells its numbers. */
export interface MetricsEndpoint {
  readonly port: string;
  /** Default `/metrics`. */
  readonly path?: string;
  /** Such as `30s`; Prometheus' own interval when left out. */
  readonly interval?: string;
}

/** A sentence about numbers that somebody wants to hear when it is true. */
export interface Alert {
  /** A PromQL expression; `$release` is not replaced. */
  readonly expr: string;
  readonly for?: string;
  /** Default `warning`. */
  readonly severity?: 'critical' | 'info' | 'warning';
  readonly summary: string;
}

/** What Prometheus should know. */
export interface MonitoredValues {
  /** By the name of the port. @default {"metrics": 9090} */
  readonly ports: Readonly<Record<string, number>>;
  readonly monitoring?: {
    readonly endpoints: readonly MetricsEndpoint[];
    /** By name; none of them with an empty map. */
    readonly alerts?: Readonly<Record<string, Alert>>;
    /** The label by which Prometheus finds its objects. */
    readonly release?: string;
  };
}

/** Custom resources of the Prometheus operator, for clusters that have it. */
export const monitored = (values: MonitoredValues, release: Release): readonly Manifest[] => {
  const { name } = release;
  const base = recommendedLabels({ app: name, name: 'monitored', component: 'backend', partOf: 'monitored' });
  const { ports, monitoring } = values;
  const address = service({
    metadata: { name, labels: base },
    spec: { selector: { app: name }, ports: Object.entries(ports).map(([key, port]) => ({ name: key, port })) },
  });
  if (monitoring === undefined) return [address];
  const labels = { ...base, release: monitoring.release ?? 'prometheus' };
  const alerts = Object.entries(monitoring.alerts ?? {});
  return [
    address,
    serviceMonitor({
      metadata: { name, labels },
      spec: {
        selector: { matchLabels: { app: name } },
        endpoints: monitoring.endpoints.map(({ port, path = '/metrics', interval }) => ({
          port,
          path,
          ...(interval !== undefined ? { interval } : {}),
        })),
      },
    }),
    ...(alerts.length === 0
      ? []
      : [
          prometheusRule({
            metadata: { name, labels },
            spec: {
              groups: [
                {
                  name: `${release.namespace}.${name}`,
                  rules: alerts.map(([alert, { expr, for: duration, severity, summary }]) => ({
                    alert,
                    expr,
                    for: duration ?? '5m',
                    labels: { severity: severity ?? 'warning' },
                    annotations: { summary: `${summary} (${name})`, description: '{{ $labels.pod }} is {{ $value }}' },
                  })),
                },
              ],
            },
          }),
        ]),
  ];
};

export const examples: readonly MonitoredValues[] = [
  { ports: { metrics: 9090 } },
  { ports: { http: 80, metrics: 9090 }, monitoring: { endpoints: [{ port: 'metrics' }], alerts: {} } },
  {
    ports: { a: 1 },
    monitoring: {
      endpoints: [{ port: 'a', path: '/probe', interval: '30s' }],
      alerts: {
        Down: { expr: 'up == 0', for: '0s', severity: 'critical', summary: 'nobody "answers"' },
        Slow: { expr: 'latency{quantile="0.9"} > 1e3', summary: '{{ $value }}' },
      },
      release: 'kube-prometheus-stack',
    },
  },
];
