import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { configMap } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** Files that are handed to a program. */
export interface FileMapValues {
  /** Text by file name. @default {"README": "empty"} */
  readonly files: Readonly<Record<string, string>>;
  /** Where they appear. @default "/etc/app" */
  readonly directory: string;
  /** Whether the ConfigMap may be changed. @default false */
  readonly immutable: boolean;
}

/** A ConfigMap with an entry for each file, and a mount for each. */
export const fileMap = (values: FileMapValues, release: Release): readonly Manifest[] => {
  const labels = recommendedLabels({ app: release.name, name: 'files', component: 'backend', partOf: 'files' });
  const map = `${release.name}-files`;
  const names = Object.keys(values.files);
  return [
    configMap({
      metadata: { name: map, labels },
      data: values.files,
      ...(values.immutable ? { immutable: true } : {}),
    }),
    deployment({
      metadata: { name: release.name, labels },
      spec: {
        selector: { matchLabels: { app: release.name } },
        template: {
          metadata: { labels, annotations: { 'example.org/files': `${names.length}` } },
          spec: {
            securityContext: restrictedPod({ user: 10001 }),
            containers: [
              {
                name: 'reader',
                image: 'registry.example/reader:1.0.0',
                args: names.map((name) => `${values.directory}/${name}`),
                volumeMounts: names.map((name) => ({
                  name: 'files',
                  mountPath: `${values.directory}/${name}`,
                  subPath: name,
                  readOnly: true,
                })),
                resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
                securityContext: restrictedContainer,
              },
            ],
            volumes: [{ name: 'files', configMap: { name: map, defaultMode: 0o444 } }],
          },
        },
      },
    }),
  ];
};

export const examples: readonly FileMapValues[] = [
  { files: { README: 'empty' }, directory: '/etc/app', immutable: false },
  { files: {}, directory: '/', immutable: true },
  {
    files: {
      'a.yaml': 'key: value\nlist:\n  - 1\n  - "two"\n',
      'b.sh': '#!/bin/sh\nset -eu\necho "$HOME" `date` $(id) \'{{ x }}\'\t\n\n',
      'c.txt': '  leading, trailing  ',
    },
    directory: '/opt/files',
    immutable: false,
  },
];
