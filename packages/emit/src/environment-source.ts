import type { Json, Release } from '@wildermesser/manifest/template';
import type { ApplicationRequest } from './application.ts';
import type { TemplateTool } from './templated-component.ts';

/** The values file of an environment, beside `values.yaml`. */
export const valuesFileName = (environment: string): string => `values-${environment}.yaml`;

/** Argo CD replaces `$NAME` in arguments of Jsonnet; `$$` stands for the dollar itself. */
const argument = (text: string): string => text.replaceAll('$', () => '$$');

/** How one environment of a templated component is read: its directory, and settings that name the tool. */
export const environmentSource = (
  tool: TemplateTool,
  directory: string,
  environment: string,
  values: Json,
  release: Release,
): Pick<ApplicationRequest, 'source' | 'reads'> => {
  switch (tool) {
    case 'helm':
      return {
        source: {
          path: directory,
          // Argo CD would render the tests of the chart, and leave them out.
          helm: { releaseName: release.name, valueFiles: [valuesFileName(environment)], skipTests: true },
        },
        reads: '.',
      };
    case 'jsonnet':
      return {
        source: {
          path: directory,
          directory: {
            include: 'main.jsonnet',
            jsonnet: {
              tlas: [
                { name: 'values', value: argument(JSON.stringify(values)), code: true },
                { name: 'name', value: release.name },
                { name: 'namespace', value: release.namespace },
              ],
            },
          },
        },
        reads: '.',
      };
    case 'kustomize':
      return { source: { path: `${directory}/overlays/${environment}` }, reads: '.;../../base' };
  }
};
