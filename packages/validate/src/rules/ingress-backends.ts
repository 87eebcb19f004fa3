import type { Finding, Manifest } from '@wildermesser/manifest';
import { at, recordsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { missingReference } from '../unknown-reference.ts';
import type { World } from '../world.ts';
import { unknownServicePort } from './service-ports.ts';

/** An Ingress sends to Services and ports that exist, with certificates from Secrets that exist. */
export const ingressBackends: Rule = {
  name: 'ingress-backends',
  check: (world) =>
    world
      .ofKind('networking.k8s.io', 'Ingress')
      .flatMap((ingress) => [
        ...backendsOf(ingress).flatMap(([field, backend]) => unknownBackend(world, ingress, field, backend)),
        ...recordsOf(at(ingress, 'spec', 'tls')).flatMap((tls, index) =>
          unknownCertificate(world, ingress, `spec.tls[${index}].secretName`, textOf(tls.secretName)),
        ),
      ]),
};

const backendsOf = (ingress: Manifest): readonly (readonly [string, unknown])[] => [
  ['spec.defaultBackend', at(ingress, 'spec', 'defaultBackend')],
  ...recordsOf(at(ingress, 'spec', 'rules')).flatMap((rule, ruleIndex) =>
    recordsOf(at(rule, 'http', 'paths')).map(
      (path, pathIndex) => [`spec.rules[${ruleIndex}].http.paths[${pathIndex}].backend`, path.backend] as const,
    ),
  ),
];

const unknownBackend = (world: World, ingress: Manifest, field: string, backend: unknown): Finding[] => {
  const name = textOf(at(backend, 'service', 'name'));
  if (name === '') return [];
  const number = at(backend, 'service', 'port', 'number');
  return unknownServicePort(world, ingress, {
    namespace: ingress.metadata.namespace ?? '',
    name,
    port: typeof number === 'number' ? number : textOf(at(backend, 'service', 'port', 'name')) || undefined,
    field: `${field}.service`,
  });
};

const unknownCertificate = (world: World, ingress: Manifest, field: string, name: string): Finding[] => {
  const namespace = ingress.metadata.namespace ?? '';
  if (name === '' || world.hasSecret(namespace, name)) return [];
  return [
    missingReference(world, ingress, { code: 'unknown-secret', field, group: '', kind: 'Secret', namespace, name }),
  ];
};
