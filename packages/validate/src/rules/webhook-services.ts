import type { Finding, Manifest } from '@wildermesser/manifest';
import { at, atPath, recordsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { ofKinds, type World } from '../world.ts';
import { unknownServicePort } from './service-ports.ts';

/** Webhooks and aggregated APIs call Services that exist: otherwise they block whatever they were made for. */
export const webhookServices: Rule = {
  name: 'webhook-services',
  check: (world) => [
    ...ofKinds(world, 'admissionregistration.k8s.io', [
      'MutatingWebhookConfiguration',
      'ValidatingWebhookConfiguration',
    ]).flatMap((configuration) =>
      recordsOf(at(configuration, 'webhooks')).flatMap((webhook, index) =>
        fault(world, configuration, `webhooks[${index}].clientConfig.service`, at(webhook, 'clientConfig', 'service')),
      ),
    ),
    ...world.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition').flatMap((definition) => {
      const path = ['spec', 'conversion', 'webhook', 'clientConfig', 'service'];
      return fault(world, definition, path.join('.'), atPath(definition, path));
    }),
    ...world
      .ofKind('apiregistration.k8s.io', 'APIService')
      .flatMap((service) => fault(world, service, 'spec.service', at(service, 'spec', 'service'))),
  ],
};

const fault = (world: World, from: Manifest, field: string, service: unknown): Finding[] => {
  if (service === undefined || service === null) return [];
  const port = at(service, 'port');
  return unknownServicePort(world, from, {
    namespace: textOf(at(service, 'namespace')),
    name: textOf(at(service, 'name')),
    port: typeof port === 'number' ? port : 443,
    field,
  });
};
