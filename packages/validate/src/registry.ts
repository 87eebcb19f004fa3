import type { Rule } from './rule.ts';
import { argocdAnnotations } from './rules/argocd-annotations.ts';
import { argocdExcluded } from './rules/argocd-excluded.ts';
import { argocdProjects } from './rules/argocd-projects.ts';
import { canonicalQuantities } from './rules/canonical-quantities.ts';
import { certificateIssuers } from './rules/certificate-issuers.ts';
import { classReferences } from './rules/class-references.ts';
import { containerProbes } from './rules/container-probes.ts';
import { containerResources } from './rules/container-resources.ts';
import { disruptionBudgets } from './rules/disruption-budgets.ts';
import { duplicateIdentity } from './rules/duplicate-identity.ts';
import { gatewayRoutes } from './rules/gateway-routes.ts';
import { ingressBackends } from './rules/ingress-backends.ts';
import { ingressPaths } from './rules/ingress-paths.ts';
import { injectedFields } from './rules/injected-fields.ts';
import { installedKinds } from './rules/installed-kinds.ts';
import { leakedSecrets } from './rules/leaked-secrets.ts';
import { legalData } from './rules/legal-data.ts';
import { legalLabels } from './rules/legal-labels.ts';
import { legalNames } from './rules/legal-names.ts';
import { namespaceDeclared } from './rules/namespace-declared.ts';
import { namespaceScope } from './rules/namespace-scope.ts';
import { pinnedImages } from './rules/pinned-images.ts';
import { podReferences } from './rules/pod-references.ts';
import { podSecurity } from './rules/pod-security.ts';
import { recommendedLabels } from './rules/recommended-labels.ts';
import { restartPolicy } from './rules/restart-policy.ts';
import { roleBindings } from './rules/role-bindings.ts';
import { rollingUpdate } from './rules/rolling-update.ts';
import { scaleTargets } from './rules/scale-targets.ts';
import { secretValues } from './rules/secret-values.ts';
import { selectorMatchesTemplate } from './rules/selector-matches-template.ts';
import { serviceAddresses } from './rules/service-addresses.ts';
import { serviceReachesPods } from './rules/service-reaches-pods.ts';
import { statefulSetService } from './rules/stateful-set-service.ts';
import { syncWaves } from './rules/sync-waves.ts';
import { trackingMetadata } from './rules/tracking-metadata.ts';
import { uniqueNames } from './rules/unique-names.ts';
import { volumeMounts } from './rules/volume-mounts.ts';
import { webhookServices } from './rules/webhook-services.ts';

/** Every rule that `validate` runs. */
export const rules: readonly Rule[] = [
  duplicateIdentity,
  legalNames,
  legalLabels,
  legalData,
  namespaceScope,
  namespaceDeclared,
  installedKinds,
  uniqueNames,
  selectorMatchesTemplate,
  serviceReachesPods,
  serviceAddresses,
  ingressBackends,
  ingressPaths,
  classReferences,
  gatewayRoutes,
  webhookServices,
  certificateIssuers,
  roleBindings,
  podReferences,
  volumeMounts,
  restartPolicy,
  rollingUpdate,
  statefulSetService,
  scaleTargets,
  disruptionBudgets,
  pinnedImages,
  containerResources,
  containerProbes,
  recommendedLabels,
  podSecurity,
  secretValues,
  leakedSecrets,
  argocdAnnotations,
  argocdExcluded,
  argocdProjects,
  syncWaves,
  trackingMetadata,
  injectedFields,
  canonicalQuantities,
];
