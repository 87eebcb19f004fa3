import type { Settings } from '@wildermesser/emit';
import { type Application, application } from '@wildermesser/manifest/argoproj/v1alpha1';
import { kept } from './kept.ts';
import { rootName } from './root-project.ts';

/**
 * The files of `generated/` that the root Application reads: every project's Applications, and the bootstrap. In Argo
 * CD's globs a star crosses slashes, so the exclusion is what keeps deeper directories out: it takes every path with
 * three slashes or more.
 */
export const rootFiles = {
  include: '{argocd/bootstrap/*.yaml,*/argocd/*.yaml}',
  exclude: '*/*/*/*',
} as const;

/**
 * The Application of all Applications. It has no finalizer: deleting it leaves everything that it deployed running.
 */
export const rootApplication = ({ argocdNamespace, cluster, repository, revision }: Settings): Application =>
  application({
    metadata: {
      name: rootName,
      namespace: argocdNamespace,
      annotations: {
        ...kept,
        'argocd.argoproj.io/compare-options': 'ServerSideDiff=true',
        // It is an object of its own sync, and a sync that waits for itself never ends.
        'argocd.argoproj.io/ignore-healthcheck': 'true',
        'argocd.argoproj.io/manifest-generate-paths': '.',
      },
    },
    spec: {
      project: rootName,
      source: {
        repoURL: repository,
        targetRevision: revision,
        path: 'generated',
        directory: { recurse: true, ...rootFiles },
      },
      destination: { server: cluster, namespace: argocdNamespace },
      syncPolicy: {
        automated: { prune: true, selfHeal: true },
        retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m0s' } },
        syncOptions: ['FailOnSharedResource=true', 'PruneLast=true', 'ServerSideApply=true'],
      },
    },
  });
