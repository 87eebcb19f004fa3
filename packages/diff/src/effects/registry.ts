import type { Rule } from '../model/rule.ts';
import { accessNarrowed } from './rules/access-narrowed.ts';
import { accessWidened } from './rules/access-widened.ts';
import { addressPool } from './rules/address-pool.ts';
import { applicationRemoved } from './rules/application-removed.ts';
import { applicationSource } from './rules/application-source.ts';
import { changeIgnored } from './rules/change-ignored.ts';
import { claimGrowth } from './rules/claim-growth.ts';
import { dataLoss } from './rules/data-loss.ts';
import { definitionNarrowed } from './rules/definition-narrowed.ts';
import { definitionRemoved } from './rules/definition-removed.ts';
import { definitionVersion } from './rules/definition-version.ts';
import { disruptionBudget } from './rules/disruption-budget.ts';
import { gatewayExposure } from './rules/gateway-exposure.ts';
import { halfSynced } from './rules/half-synced.ts';
import { handOver } from './rules/hand-over.ts';
import { hookDropped } from './rules/hook-dropped.ts';
import { hostAccess } from './rules/host-access.ts';
import { imageOrigin } from './rules/image-origin.ts';
import { imagePinning } from './rules/image-pinning.ts';
import { imageVersion } from './rules/image-version.ts';
import { immutableField } from './rules/immutable-field.ts';
import { ingressExposure } from './rules/ingress-exposure.ts';
import { jobRunsAgain } from './rules/job-runs-again.ts';
import { leftBehind } from './rules/left-behind.ts';
import { limitRange } from './rules/limit-range.ts';
import { namespaceRemoved } from './rules/namespace-removed.ts';
import { namespaceSecurity } from './rules/namespace-security.ts';
import { networkPolicy } from './rules/network-policy.ts';
import { oneWayChange } from './rules/one-way-change.ts';
import { podRefused } from './rules/pod-refused.ts';
import { podRestart } from './rules/pod-restart.ts';
import { podSecurityLowered } from './rules/pod-security-lowered.ts';
import { podsKeepOldTemplate } from './rules/pods-keep-old-template.ts';
import { probeRemoved } from './rules/probe-removed.ts';
import { projectRefuses } from './rules/project-refuses.ts';
import { projectWidened } from './rules/project-widened.ts';
import { protectionRemoved } from './rules/protection-removed.ts';
import { quotaExceeded } from './rules/quota-exceeded.ts';
import { replicaCount } from './rules/replica-count.ts';
import { resourceCost } from './rules/resource-cost.ts';
import { resourceLimits } from './rules/resource-limits.ts';
import { rolloutStuck } from './rules/rollout-stuck.ts';
import { routeRemoved } from './rules/route-removed.ts';
import { serviceExposure } from './rules/service-exposure.ts';
import { serviceWithdrawn } from './rules/service-withdrawn.ts';
import { serviceWithoutPods } from './rules/service-without-pods.ts';
import { staleConfiguration } from './rules/stale-configuration.ts';
import { stillReferenced } from './rules/still-referenced.ts';
import { syncPolicy } from './rules/sync-policy.ts';
import { waveOrder } from './rules/wave-order.ts';

/** Every rule, in the order of docs/diff-effects.md. */
export const rules: readonly Rule[] = [
  immutableField,
  halfSynced,
  changeIgnored,
  oneWayChange,
  claimGrowth,
  podRestart,
  podsKeepOldTemplate,
  rolloutStuck,
  replicaCount,
  staleConfiguration,
  jobRunsAgain,
  dataLoss,
  namespaceRemoved,
  definitionRemoved,
  applicationRemoved,
  stillReferenced,
  protectionRemoved,
  leftBehind,
  handOver,
  accessWidened,
  accessNarrowed,
  serviceExposure,
  serviceWithdrawn,
  serviceWithoutPods,
  routeRemoved,
  addressPool,
  ingressExposure,
  gatewayExposure,
  hostAccess,
  networkPolicy,
  podSecurityLowered,
  namespaceSecurity,
  podRefused,
  imageVersion,
  imageOrigin,
  imagePinning,
  resourceLimits,
  resourceCost,
  quotaExceeded,
  limitRange,
  disruptionBudget,
  probeRemoved,
  definitionVersion,
  definitionNarrowed,
  hookDropped,
  waveOrder,
  applicationSource,
  syncPolicy,
  projectWidened,
  projectRefuses,
];
