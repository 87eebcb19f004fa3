import { type Finding, groupOf, type Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { at, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';
import type { World } from '../world.ts';

/** An autoscaler scales a workload that exists and does not state its own replicas. */
export const scaleTargets: Rule = {
  name: 'scale-targets',
  check: (world) => world.ofKind('autoscaling', 'HorizontalPodAutoscaler').flatMap((scaler) => target(world, scaler)),
};

const target = (world: World, scaler: Manifest): Finding[] => {
  const reference = at(scaler, 'spec', 'scaleTargetRef');
  const identity = {
    group: groupOf(textOf(at(reference, 'apiVersion'))),
    kind: textOf(at(reference, 'kind')),
    namespace: scaler.metadata.namespace ?? '',
    name: textOf(at(reference, 'name')),
  };
  const field = 'spec.scaleTargetRef';
  const missing = unknownReference(world, scaler, { ...identity, code: 'unknown-scale-target', field });
  const [workload] = world.named(identity);
  if (workload === undefined || at(workload, 'spec', 'replicas') === undefined) return missing;
  return [
    findingOn(workload, {
      severity: 'error',
      code: 'replicas-with-autoscaler',
      field: 'spec.replicas',
      message: `HorizontalPodAutoscaler ${scaler.metadata.name ?? ''} scales this workload, and every sync would reset its replicas`,
      advice: 'leave out spec.replicas',
    }),
  ];
};
