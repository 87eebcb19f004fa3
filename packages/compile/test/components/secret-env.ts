import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { externalSecret } from '@wildermesser/manifest/external-secrets/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** Where the value of a variable is kept. */
export type SecretSource =
  | {
      /** A Secret that is there already. */
      readonly from: 'secret';
      readonly name: string;
      readonly key: string;
      readonly optional?: boolean;
    }
  | {
      /** A store outside of the cluster. */
      readonly from: 'store';
      readonly path: string;
      readonly property?: string;
    };

/** Secrets by the variables that hold them. */
export interface SecretEnvValues {
  /** @default {} */
  readonly secrets: Readonly<Record<string, SecretSource>>;
  /** ClusterSecretStore of External Secrets. @default "vault" */
  readonly store: string;
  /** @default "1h" */
  readonly refreshInterval: string;
}

/** Each variable refers to a Secret; those of a store are fetched by an ExternalSecret first. */
export const secretEnv = (values: SecretEnvValues, release: Release): readonly Manifest[] => {
  const { name } = release;
  const fetched = `${name}-fetched`;
  const labels = recommendedLabels({ app: name, name: 'secretive', component: 'backend', partOf: 'secretive' });
  const entries = Object.entries(values.secrets);
  const remote = entries.flatMap(([variable, source]) =>
    source.from === 'store'
      ? [
          {
            secretKey: variable,
            remoteRef: { key: source.path, ...(source.property === undefined ? {} : { property: source.property }) },
          },
        ]
      : [],
  );
  return [
    ...(remote.length > 0
      ? [
          externalSecret({
            metadata: { name: fetched, labels },
            spec: {
              refreshInterval: values.refreshInterval,
              secretStoreRef: { kind: 'ClusterSecretStore', name: values.store },
              target: { name: fetched, creationPolicy: 'Owner' },
              data: remote,
            },
          }),
        ]
      : []),
    deployment({
      metadata: { name, labels },
      spec: {
        selector: { matchLabels: { app: name } },
        template: {
          metadata: { labels },
          spec: {
            securityContext: restrictedPod({ user: 10001 }),
            containers: [
              {
                name: 'secretive',
                image: 'registry.example/secretive:1.0.0',
                env: entries.map(([variable, source]) => ({
                  name: variable,
                  valueFrom: {
                    secretKeyRef:
                      source.from === 'secret'
                        ? { name: source.name, key: source.key, optional: source.optional ?? false }
                        : { name: fetched, key: variable },
                  },
                })),
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

export const examples: readonly SecretEnvValues[] = [
  { secrets: {}, store: 'vault', refreshInterval: '1h' },
  {
    secrets: {
      API_TOKEN: { from: 'store', path: 'team/api', property: 'token' },
      DB_PASSWORD: { from: 'secret', name: 'db', key: 'password' },
    },
    store: 'aws',
    refreshInterval: '0s',
  },
  {
    secrets: {
      A: { from: 'secret', name: 'a', key: 'a', optional: true },
      B: { from: 'secret', name: 'b', key: 'b', optional: false },
    },
    store: 'vault',
    refreshInterval: '1h',
  },
];
