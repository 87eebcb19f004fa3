import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { hasAll } from '../label-selector.ts';
import { podTemplateOf } from '../pod-template.ts';
import { at, stringMapOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';
import type { World } from '../world.ts';

/** The Service that names a StatefulSet's pods exists, is headless, and selects them. */
export const statefulSetService: Rule = {
  name: 'stateful-set-service',
  check: (world) => world.ofKind('apps', 'StatefulSet').flatMap((set) => serviceFaults(world, set)),
};

const serviceFaults = (world: World, set: Manifest): Finding[] => {
  const name = textOf(at(set, 'spec', 'serviceName'));
  if (name === '') return [];
  const field = 'spec.serviceName';
  const identity = { group: '', kind: 'Service', namespace: set.metadata.namespace ?? '', name };
  const missing = unknownReference(world, set, { ...identity, code: 'unknown-service', field });
  const [service] = world.named(identity);
  if (missing.length > 0 || service === undefined) return missing;
  const problem = (message: string, advice: string): Finding[] => [
    findingOn(set, { severity: 'error', code: 'service-not-headless', field, message, advice }),
  ];
  if (at(service, 'spec', 'clusterIP') !== 'None') {
    return problem(
      `Service "${name}" is not headless, so the pods get no names of their own`,
      'set clusterIP: None on the Service, or name another one',
    );
  }
  const labels = podTemplateOf(set)?.labels ?? new Map();
  return hasAll(stringMapOf(at(service, 'spec', 'selector')), labels)
    ? []
    : problem(`Service "${name}" does not select the pods of this StatefulSet`, 'make its selector match the template');
};
