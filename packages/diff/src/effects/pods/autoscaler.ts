import type { World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { at } from '../reading/fields.ts';

/** The HorizontalPodAutoscaler that sets how many Pods a workload has. */
export const autoscalerOf = (world: World, { identity }: SideObject): SideObject | undefined =>
  world
    .inNamespace(identity.namespace)
    .find(
      ({ identity: { group, kind }, manifest }) =>
        group === 'autoscaling' &&
        kind === 'HorizontalPodAutoscaler' &&
        at(manifest, 'spec', 'scaleTargetRef', 'kind') === identity.kind &&
        at(manifest, 'spec', 'scaleTargetRef', 'name') === identity.name,
    );
