import type { Finding } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import { findingOn } from '../finding-on.ts';
import type { Dependency } from '../pod-dependencies.ts';
import type { PodTemplate } from '../pod-template.ts';
import { fieldsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { missingReference, unknownReference } from '../unknown-reference.ts';
import type { World } from '../world.ts';
import { unknownServiceAccount } from './service-account-reference.ts';

/** A ConfigMap that the cluster puts into every namespace. */
const rootCertificates = 'kube-root-ca.crt';
const builtInPriorities = new Set(['system-cluster-critical', 'system-node-critical']);

/** Everything that a pod names exists: ServiceAccount, ConfigMaps, Secrets and their keys, claims, classes. */
export const podReferences: Rule = {
  name: 'pod-references',
  check: (world) => {
    const findings: Finding[] = [];
    for (const pod of world.pods) {
      findings.push(...accountFaults(world, pod));
      findings.push(...classFaults(world, pod));
      for (const dependency of pod.dependencies) {
        if (!dependency.optional) findings.push(...dependencyFaults(world, pod, dependency));
      }
    }
    return findings;
  },
};

const accountFaults = (world: World, { owner, namespace, spec, field }: PodTemplate): Finding[] => {
  const name = textOf(spec.serviceAccountName);
  return name === '' ? [] : unknownServiceAccount(world, owner, `${field}.serviceAccountName`, namespace, name);
};

const classFaults = (world: World, { owner, spec, field }: PodTemplate): Finding[] => {
  const priority = textOf(spec.priorityClassName);
  const runtime = textOf(spec.runtimeClassName);
  if (priority === '' && runtime === '') return [];
  return [
    ...(priority === '' || builtInPriorities.has(priority)
      ? []
      : unknownReference(world, owner, {
          code: 'unknown-priority-class',
          field: `${field}.priorityClassName`,
          group: 'scheduling.k8s.io',
          kind: 'PriorityClass',
          namespace: '',
          name: priority,
        })),
    ...(runtime === ''
      ? []
      : unknownReference(world, owner, {
          code: 'unknown-runtime-class',
          field: `${field}.runtimeClassName`,
          group: 'node.k8s.io',
          kind: 'RuntimeClass',
          namespace: '',
          name: runtime,
        })),
  ];
};

const codes = {
  ConfigMap: 'unknown-config-map',
  PersistentVolumeClaim: 'unknown-claim',
  Secret: 'unknown-secret',
} as const;

const dependencyFaults = (world: World, { owner, namespace }: PodTemplate, dependency: Dependency): Finding[] => {
  const { kind, name, keys, field } = dependency;
  const reference = { code: codes[kind], field, group: '', kind, namespace, name };
  if (kind === 'Secret') {
    return world.hasSecret(namespace, name) ? [] : [missingReference(world, owner, reference)];
  }
  if (kind === 'ConfigMap' && name === rootCertificates) return [];
  const missing = unknownReference(world, owner, reference);
  const [emitted] = world.named(reference);
  if (missing.length > 0 || emitted === undefined || kind !== 'ConfigMap') return missing;
  const { data, binaryData } = fieldsOf(emitted);
  const known = [...Object.keys(fieldsOf(data)), ...Object.keys(fieldsOf(binaryData))];
  return keys
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = closest(key, known);
      return findingOn(owner, {
        severity: 'error',
        code: 'unknown-config-map-key',
        field,
        message: `ConfigMap ${namespace}/${name} has no key "${key}"; it has ${known.join(', ') || 'none'}`,
        advice: near === undefined ? 'use one of its keys' : `did you mean "${near}"?`,
      });
    });
};
