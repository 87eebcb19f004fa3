import type { Finding, Manifest } from '@wildermesser/manifest';
import { at, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { issuerAnnotations } from '../secrets-made-by.ts';
import { unknownReference } from '../unknown-reference.ts';
import { ofKinds, type World } from '../world.ts';

/** Certificates, and Ingresses and Gateways that ask for them, name an issuer of cert-manager that exists. */
export const certificateIssuers: Rule = {
  name: 'certificate-issuers',
  check: (world) => [
    ...world.ofKind('cert-manager.io', 'Certificate').flatMap((certificate) => {
      const issuer = at(certificate, 'spec', 'issuerRef');
      if ((textOf(at(issuer, 'group')) || 'cert-manager.io') !== 'cert-manager.io') return [];
      const kind = textOf(at(issuer, 'kind')) || 'Issuer';
      return unknownIssuer(world, certificate, kind, textOf(at(issuer, 'name')), 'spec.issuerRef.name');
    }),
    ...[
      ...ofKinds(world, 'networking.k8s.io', ['Ingress']),
      ...ofKinds(world, 'gateway.networking.k8s.io', ['Gateway']),
    ].flatMap((manifest) =>
      Object.entries(issuerAnnotations).flatMap(([kind, key]) => {
        const name = textOf(manifest.metadata.annotations?.[key]);
        return name === '' ? [] : unknownIssuer(world, manifest, kind, name, `metadata.annotations.${key}`);
      }),
    ),
  ],
};

const unknownIssuer = (world: World, from: Manifest, kind: string, name: string, field: string): Finding[] =>
  unknownReference(world, from, {
    code: 'unknown-issuer',
    field,
    group: 'cert-manager.io',
    kind,
    namespace: kind === 'ClusterIssuer' ? '' : (from.metadata.namespace ?? ''),
    name,
  });
