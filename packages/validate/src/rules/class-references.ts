import type { Finding, Manifest } from '@wildermesser/manifest';
import { at, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';
import type { World } from '../world.ts';

/** An Ingress or Gateway names a class that exists: otherwise no controller serves it, and nothing says so. */
export const classReferences: Rule = {
  name: 'class-references',
  check: (world) => [
    ...world
      .ofKind('networking.k8s.io', 'Ingress')
      .flatMap((ingress) => unknownClass(world, ingress, 'ingressClassName', 'networking.k8s.io', 'IngressClass')),
    ...world
      .ofKind('gateway.networking.k8s.io', 'Gateway')
      .flatMap((gateway) =>
        unknownClass(world, gateway, 'gatewayClassName', 'gateway.networking.k8s.io', 'GatewayClass'),
      ),
  ],
};

const unknownClass = (world: World, from: Manifest, field: string, group: string, kind: string): Finding[] => {
  const name = textOf(at(from, 'spec', field));
  if (name === '') return [];
  return unknownReference(world, from, {
    code: 'unknown-class',
    field: `spec.${field}`,
    group,
    kind,
    namespace: '',
    name,
  });
};
