import { compareBytes, type Manifest } from '@wildermesser/manifest';
import { type ApplicationSource, application } from '@wildermesser/manifest/argoproj/v1alpha1';
import type { ComponentIdentity } from './component.ts';
import type { Settings } from './settings.ts';

/** The name of a component's Application: stable over renames of the directory, unique in Argo CD's namespace. */
export const applicationName = (
  project: string,
  { name, renamedFrom }: ComponentIdentity,
  environment?: string,
): string => [project, renamedFrom ?? name, ...(environment === undefined ? [] : [environment])].join('-');

/** What one Application deploys. */
export interface ApplicationRequest {
  readonly name: string;
  readonly project: string;
  /** Destination of what names no namespace. */
  readonly namespace: string;
  readonly wave: number | undefined;
  /** The directory below the repository, and the settings of its tool. */
  readonly source: Omit<ApplicationSource, 'repoURL' | 'targetRevision'> & { readonly path: string };
  /** Paths that the directory is made of, relative to it; a commit that touches none of them renders nothing anew. */
  readonly reads: string;
  /** Whether there are custom resources whose definition does not come along. */
  readonly lacksDefinitions: boolean;
}

/**
 * An Argo CD Application of this repository. Server-side apply, because of large objects and shared fields; pruning
 * last, so that a replacement is up before the old one goes; a shared object is an error instead of a tug-of-war.
 */
export const componentApplication = (request: ApplicationRequest, settings: Settings): Manifest =>
  application({
    metadata: {
      name: request.name,
      namespace: settings.argocdNamespace,
      annotations: {
        'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        'argocd.argoproj.io/manifest-generate-paths': request.reads,
        ...(request.wave === undefined ? {} : { 'argocd.argoproj.io/sync-wave': String(request.wave) }),
      },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: request.project,
      source: { repoURL: settings.repository, targetRevision: settings.revision, ...request.source },
      destination: { server: settings.cluster, namespace: request.namespace },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m0s' } },
        syncOptions: [
          'FailOnSharedResource=true',
          'PruneLast=true',
          'ServerSideApply=true',
          ...(request.lacksDefinitions ? ['SkipDryRunOnMissingResource=true'] : []),
        ].sort(compareBytes),
      },
    },
  });
