import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** A program that is controlled by options on its command line. */
export interface ExtraArgsValues {
  /** Options by name without dashes; an empty text is an option without a value. @default {} */
  readonly extraArgs: Readonly<Record<string, string>>;
  /** Level of the log; 0 writes no `--v`. @minimum 0 @maximum 10 @default 0 */
  readonly verbosity: number;
  /** Watched namespaces; none is all of them. @default [] */
  readonly namespaces: readonly string[];
  /** Whether one of several pods leads. @default true */
  readonly leaderElection: boolean;
}

/** A controller with an option for everything. */
export const extraArgs = (values: ExtraArgsValues, release: Release): readonly Manifest[] => {
  const labels = recommendedLabels({
    app: release.name,
    name: 'controller',
    component: 'controller',
    partOf: 'addons',
  });
  const args = [
    '--metrics-address=:9090',
    ...(values.verbosity > 0 ? [`--v=${values.verbosity}`] : []),
    ...(values.namespaces.length > 0 ? [`--namespaces=${values.namespaces.join(',')}`] : []),
    ...(values.leaderElection ? ['--leader-elect', `--leader-election-id=${release.name}`] : []),
    ...Object.entries(values.extraArgs).map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
  ];
  return [
    deployment({
      metadata: { name: release.name, labels },
      spec: {
        replicas: values.leaderElection ? 2 : 1,
        selector: { matchLabels: { app: release.name } },
        template: {
          metadata: { labels },
          spec: {
            securityContext: restrictedPod({ user: 65532 }),
            containers: [
              {
                name: 'controller',
                image: 'registry.example/controller:1.0.0',
                args,
                ports: [{ name: 'metrics', containerPort: 9090 }],
                readinessProbe: { httpGet: { path: '/readyz', port: 'metrics' } },
                livenessProbe: { httpGet: { path: '/healthz', port: 'metrics' } },
                resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } },
                securityContext: restrictedContainer,
              },
            ],
          },
        },
      },
    }),
  ];
};

export const examples: readonly ExtraArgsValues[] = [
  { extraArgs: {}, verbosity: 0, namespaces: [], leaderElection: true },
  {
    extraArgs: { 'cluster-name': 'blue', 'enable-x': '' },
    verbosity: 4,
    namespaces: ['a', 'b'],
    leaderElection: false,
  },
  { extraArgs: { a: '1', b: 'two words', c: '{{ x }}' }, verbosity: 10, namespaces: ['default'], leaderElection: true },
];
