/** The kinds that Argo CD 3.x leaves alone unless its settings say otherwise; `*` is every kind of the group. */
const excluded: Readonly<Record<string, readonly string[]>> = {
  '': ['Endpoints', 'Event'],
  'discovery.k8s.io': ['EndpointSlice'],
  'events.k8s.io': ['*'],
  'metrics.k8s.io': ['*'],
  'coordination.k8s.io': ['Lease'],
  'authentication.k8s.io': ['SelfSubjectReview', 'TokenReview'],
  'authorization.k8s.io': [
    'LocalSubjectAccessReview',
    'SelfSubjectAccessReview',
    'SelfSubjectRulesReview',
    'SubjectAccessReview',
  ],
  'certificates.k8s.io': ['CertificateSigningRequest'],
  'cert-manager.io': ['CertificateRequest'],
  'cilium.io': ['CiliumIdentity', 'CiliumEndpoint', 'CiliumEndpointSlice'],
  'kyverno.io': [
    'EphemeralReport',
    'ClusterEphemeralReport',
    'AdmissionReport',
    'ClusterAdmissionReport',
    'BackgroundScanReport',
    'ClusterBackgroundScanReport',
    'UpdateRequest',
  ],
  'reports.kyverno.io': ['EphemeralReport', 'ClusterEphemeralReport'],
  'wgpolicyk8s.io': ['PolicyReport', 'ClusterPolicyReport'],
};

/** Whether Argo CD, with its default settings, never applies objects of this kind. */
export const isExcludedKind = (group: string, kind: string): boolean =>
  Object.hasOwn(excluded, group) && (excluded[group] ?? []).some((each) => each === '*' || each === kind);
