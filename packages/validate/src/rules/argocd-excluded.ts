import { type Finding, groupOf } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import type { Rule } from '../rule.ts';

/** Kinds that Argo CD leaves alone since 3.0 (`resource.exclusions` of its default settings); `*` is every kind. */
const excluded: Readonly<Record<string, readonly string[]>> = {
  '': ['Endpoints'],
  'authentication.k8s.io': ['SelfSubjectReview', 'TokenReview'],
  'authorization.k8s.io': [
    'LocalSubjectAccessReview',
    'SelfSubjectAccessReview',
    'SelfSubjectRulesReview',
    'SubjectAccessReview',
  ],
  'certificates.k8s.io': ['CertificateSigningRequest'],
  'cert-manager.io': ['CertificateRequest'],
  'cilium.io': ['CiliumEndpoint', 'CiliumEndpointSlice', 'CiliumIdentity'],
  'coordination.k8s.io': ['Lease'],
  'discovery.k8s.io': ['EndpointSlice'],
  'kyverno.io': [
    'AdmissionReport',
    'BackgroundScanReport',
    'ClusterAdmissionReport',
    'ClusterBackgroundScanReport',
    'ClusterEphemeralReport',
    'EphemeralReport',
    'UpdateRequest',
  ],
  'reports.kyverno.io': ['*'],
  'wgpolicyk8s.io': ['ClusterPolicyReport', 'PolicyReport'],
};

/** What Argo CD excludes is never applied, however healthy the Application looks. */
export const argocdExcluded: Rule = {
  name: 'argocd-excluded',
  check: (world) =>
    world.manifests.flatMap((manifest): Finding[] => {
      const kinds = excluded[groupOf(manifest.apiVersion)] ?? [];
      if (!kinds.includes(manifest.kind) && !kinds.includes('*')) return [];
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
