import { compareBytes, type Manifest } from '@wildermesser/manifest';
import { application } from '@wildermesser/manifest/argoproj/v1alpha1';
import type { Component } from './component.ts';
import type { Settings } from './settings.ts';

/** The name of a component's Application: stable over renames of the directory, unique in Argo CD's namespace. */
export const applicationName = (project: string, { name, renamedFrom }: Component): string =>
  `${project}-${renamedFrom ?? name}`;

/**
 * The Argo CD Application of a component. Server-side apply, because of large objects and shared fields; pruning last,
 * so that a replacement is up before the old one goes; a shared object is an error instead of a tug-of-war.
 *
 * @param lacksDefinitions whether the component has custom resources whose definition it does not bring itself
 */
export const componentApplication = (
  project: string,
  component: Component,
  settings: Settings,
  lacksDefinitions: boolean,
): Manifest =>
  application({
    metadata: {
      name: applicationName(project, component),
      namespace: settings.argocdNamespace,
      annotations: {
        'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        // Argo CD reads nothing but this directory, so no other commit has to render it again.
        'argocd.argoproj.io/manifest-generate-paths': '.',
        ...(component.wave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': String(component.wave) }),
      },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project,
      source: {
        repoURL: settings.repository,
        targetRevision: settings.revision,
        path: `generated/${project}/${component.name}`,
        directory: { include: '*.yaml' },
      },
      destination: { server: settings.cluster, namespace: component.namespace },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m0s' } },
        syncOptions: [
          'FailOnSharedResource=true',
          'PruneLast=true',
          'ServerSideApply=true',
          ...(lacksDefinitions ? ['SkipDryRunOnMissingResource=true'] : []),
        ].sort(compareBytes),
      },
    },
  });
