import { environmentValues, type FileTree, valuesFileName } from '@wildermesser/emit';
import { emitChart } from '@wildermesser/emit/helm';
import { emitJsonnet } from '@wildermesser/emit/jsonnet';
import { emitKustomize } from '@wildermesser/emit/kustomize';
import { type Catalog, type Finding, type Manifest, writeYaml } from '@wildermesser/manifest';
import type { Json, Release, Template } from '@wildermesser/manifest/template';
import type { ApplicationSource } from '@wildermesser/render';

/** What a component can be shown as. */
export const formats = ['plain', 'helm', 'jsonnet', 'kustomize'] as const;
export type Format = (typeof formats)[number];

/** A component ready to be shown: its template, and its function called with the values that were asked for. */
export interface Subject {
  readonly template: Template;
  readonly values: Json;
  readonly release: Release;
  /** The function called with the component's own values. */
  readonly base: readonly Manifest[];
  /** The function called with `values`. */
  readonly manifests: readonly Manifest[];
  readonly catalog: Catalog;
}

/** One format of a component: its files, and how Argo CD is told to read them. */
export interface Formatted {
  readonly files: FileTree;
  readonly path: string;
  readonly source: ApplicationSource;
  readonly findings: readonly Finding[];
}

const environment = 'given';

/** A component in one format, with the values that were asked for beside it. */
export const formatted = (format: Format, subject: Subject): Formatted => {
  const { template, values, release, manifests, base, catalog } = subject;
  switch (format) {
    case 'plain': {
      const files = new Map([['manifests.yaml', manifests.map(writeYaml).join('---\n')]]);
      return { files, path: '', source: {}, findings: [] };
    }
    case 'helm': {
      const file = valuesFileName(environment);
      const files = new Map(emitChart(template, { version: '1.0.0', release })).set(
        file,
        writeYaml(environmentValues(template.values, values)),
      );
      const helm = { releaseName: release.name, valueFiles: [file], skipTests: true };
      return { files, path: '', source: { helm }, findings: [] };
    }
    case 'jsonnet': {
      const tlas = [
        {
          name: 'values',
          value: JSON.stringify(environmentValues(template.values, values)).replaceAll('$', () => '$$'),
          code: true,
        },
        { name: 'name', value: release.name },
        { name: 'namespace', value: release.namespace },
      ];
      const source = { directory: { include: 'main.jsonnet', jsonnet: { tlas } } };
      return { files: emitJsonnet(template), path: '', source, findings: [] };
    }
    case 'kustomize': {
      const { tree, findings } = emitKustomize({
        base,
        overlays: [{ name: environment, manifests }],
        namespace: release.namespace,
        catalog,
        isShared: () => false,
      });
      return { files: tree, path: `overlays/${environment}`, source: {}, findings };
    }
  }
};
