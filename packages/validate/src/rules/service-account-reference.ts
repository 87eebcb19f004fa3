import type { Finding, Manifest } from '@wildermesser/manifest';
import { unknownReference } from '../unknown-reference.ts';
import type { World } from '../world.ts';

/** The finding that a ServiceAccount is named and not there. `default` is made with every namespace. */
export const unknownServiceAccount = (
  world: World,
  from: Manifest,
  field: string,
  namespace: string,
  name: string,
): Finding[] =>
  name === 'default'
    ? []
    : unknownReference(world, from, {
        code: 'unknown-service-account',
        field,
        group: '',
        kind: 'ServiceAccount',
        namespace,
        name,
      });
