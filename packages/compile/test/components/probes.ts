import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** What may be said of one probe. */
export interface ProbeSettings {
  readonly path?: string;
  readonly initialDelaySeconds?: number;
  readonly periodSeconds?: number;
  readonly failureThreshold?: number;
}

/** Probes whose settings have defaults at several depths. */
export interface ProbesValues {
  /** Left out, everything has its default. */
  readonly probes?: {
    /** Used where a probe says nothing of its own. */
    readonly defaults?: ProbeSettings;
    readonly liveness?: ProbeSettings;
    readonly readiness?: ProbeSettings;
    /** Only with `enabled` there is a startup probe. */
    readonly startup?: ProbeSettings & { readonly enabled?: boolean };
  };
}

const probe = (own: ProbeSettings | undefined, defaults: ProbeSettings | undefined, path: string) => ({
  httpGet: { path: own?.path ?? defaults?.path ?? path, port: 'http' },
  initialDelaySeconds: own?.initialDelaySeconds ?? defaults?.initialDelaySeconds ?? 0,
  periodSeconds: own?.periodSeconds ?? defaults?.periodSeconds ?? 10,
  failureThreshold: own?.failureThreshold ?? defaults?.failureThreshold ?? 3,
});

/** Three probes made by one function. */
export const probes = (values: ProbesValues, release: Release): readonly Manifest[] => {
  const labels = recommendedLabels({ app: release.name, name: 'probed', component: 'backend', partOf: 'probed' });
  const defaults = values.probes?.defaults;
  const startup = values.probes?.startup;
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
                name: 'probed',
                image: 'registry.example/probed:5.0.0',
                ports: [{ name: 'http', containerPort: 8080 }],
                livenessProbe: probe(values.probes?.liveness, defaults, '/livez'),
                readinessProbe: probe(values.probes?.readiness, defaults, '/readyz'),
                ...((startup?.enabled ?? false) ? { startupProbe: probe(startup, defaults, '/startupz') } : {}),
                resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
                securityContext: restrictedContainer,
              },
            ],
          },
        },
      },
    }),
  ];
};

export const examples: readonly ProbesValues[] = [
  {},
  { probes: { defaults: { initialDelaySeconds: 5 }, liveness: { initialDelaySeconds: 0, path: '/' } } },
  {
    probes: {
      defaults: { path: '/health', periodSeconds: 30 },
      readiness: { failureThreshold: 1 },
      startup: { enabled: true, failureThreshold: 60 },
    },
  },
];
