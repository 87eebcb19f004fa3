import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { at, recordsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { ofKinds } from '../world.ts';

/** Fields that a controller fills in, or that the API server drops, are left out: every sync would see a difference. */
export const injectedFields: Rule = {
  name: 'injected-fields',
  check: (world) => [
    ...world.ofKind('rbac.authorization.k8s.io', 'ClusterRole').flatMap(aggregated),
    ...world.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition').flatMap(dropped),
    ...ofKinds(world, 'admissionregistration.k8s.io', [
      'MutatingWebhookConfiguration',
      'ValidatingWebhookConfiguration',
    ]).flatMap(certificates),
  ],
};

const aggregated = (role: Manifest): Finding[] =>
  at(role, 'aggregationRule') === undefined || recordsOf(at(role, 'rules')).length === 0
    ? []
    : [fault(role, 'rules', 'the control plane writes the rules of an aggregated ClusterRole', 'leave out rules')];

const dropped = (definition: Manifest): Finding[] =>
  at(definition, 'spec', 'preserveUnknownFields') === false
    ? [
        fault(
          definition,
          'spec.preserveUnknownFields',
          'the API server drops preserveUnknownFields: false',
          'leave it out',
        ),
      ]
    : [];

const injectors = [
  'cert-manager.io/inject-ca-from',
  'cert-manager.io/inject-ca-from-secret',
  'cert-manager.io/inject-apiserver-ca',
];

const certificates = (configuration: Manifest): Finding[] =>
  injectors.every((key) => configuration.metadata.annotations?.[key] === undefined)
    ? []
    : recordsOf(at(configuration, 'webhooks')).flatMap((webhook, index) =>
        at(webhook, 'clientConfig', 'caBundle') === undefined
          ? []
          : [
              fault(
                configuration,
                `webhooks[${index}].clientConfig.caBundle`,
                'cert-manager writes the caBundle',
                'leave out caBundle',
              ),
            ],
      );

const fault = (manifest: Manifest, field: string, message: string, advice: string): Finding =>
  findingOn(manifest, { severity: 'error', code: 'injected-field', field, message, advice });
