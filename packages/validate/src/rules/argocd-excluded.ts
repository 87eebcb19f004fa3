import { type Finding, groupOf, isExcludedKind } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import type { Rule } from '../rule.ts';

/** What Argo CD excludes is never applied, however healthy the Application looks. */
export const argocdExcluded: Rule = {
  name: 'argocd-excluded',
  check: (world) =>
    world.manifests.flatMap((manifest): Finding[] => {
      if (!isExcludedKind(groupOf(manifest.apiVersion), manifest.kind)) return [];
      return [
        findingOn(manifest, {
          severity: 'error',
          code: 'excluded-by-argocd',
          field: 'kind',
          message: `Argo CD never applies ${manifest.kind} with its default settings`,
          advice: 'let a controller make it, or use another kind (a Service of type ExternalName instead of Endpoints)',
        }),
      ];
    }),
};
