import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { configMap } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** Labels and annotations that a company asks for. */
export interface MetadataMapsValues {
  /** On every object, below the component's own. @default {} */
  readonly commonLabels: Readonly<Record<string, string>>;
  /** On every object. @default {} */
  readonly commonAnnotations: Readonly<Record<string, string>>;
  /** On the pods. */
  readonly podLabels?: Readonly<Record<string, string>>;
  /** On the pods. */
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Value of the label `env`. @default "dev" */
  readonly environment: string;
}

/** Maps of several sources put together; the component's own labels win, since selectors rely on them. */
export const metadataMaps = (values: MetadataMapsValues, release: Release): readonly Manifest[] => {
  const own = recommendedLabels({ app: release.name, name: 'maps', component: 'backend', partOf: 'maps' });
  const labels = { ...values.commonLabels, env: values.environment, ...own };
  const annotations = { ...values.commonAnnotations, 'example.org/release': `${release.namespace}/${release.name}` };
  return [
    configMap({ metadata: { name: release.name, labels, annotations }, data: values.commonLabels }),
    deployment({
      metadata: { name: release.name, labels, annotations },
      spec: {
        selector: { matchLabels: { app: release.name } },
        template: {
          metadata: {
            labels: { ...labels, ...values.podLabels, app: release.name },
            annotations: { ...annotations, ...(values.podAnnotations ?? {}) },
          },
          spec: {
            securityContext: restrictedPod({ user: 10001 }),
            containers: [
              {
                name: 'maps',
                image: 'registry.example/maps:1.2.3',
                envFrom: [{ configMapRef: { name: release.name } }],
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

export const examples: readonly MetadataMapsValues[] = [
  { commonLabels: {}, commonAnnotations: {}, environment: 'dev' },
  {
    commonLabels: { 'cost-center': '4711', team: 'true' },
    commonAnnotations: { 'example.org/owner': 'Ann "Root" <a@example.org>' },
    podLabels: {},
    podAnnotations: { 'prometheus.io/port': '9090', 'prometheus.io/scrape': 'true' },
    environment: 'prod',
  },
  {
    commonLabels: { app: 'overridden', env: 'overridden' },
    commonAnnotations: { 'example.org/note': 'several\nlines: with {{ braces }}\n' },
    podLabels: { canary: 'no' },
    environment: '1e3',
  },
];
