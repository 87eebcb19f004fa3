import type { Finding, Manifest } from '@wildermesser/manifest';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';
import type { World } from '../world.ts';
import { builtInNamespaces } from './built-in-namespaces.ts';

/** A namespace that is used is declared by a Namespace, built in, or expected. */
export const namespaceDeclared: Rule = {
  name: 'namespace-declared',
  check: (world) => {
    const findings: Finding[] = [];
    const declared = new Set<string>();
    for (const manifest of world.manifests) {
      const namespace = manifest.metadata.namespace ?? '';
      if (declared.has(namespace)) continue;
      const faults = unknownNamespace(world, manifest, 'metadata.namespace', namespace);
      if (faults.length === 0) declared.add(namespace);
      else findings.push(...faults);
    }
    return findings;
  },
};

/** The finding that `field` names a namespace nobody declares; nothing for `''`. */
export const unknownNamespace = (world: World, manifest: Manifest, field: string, name: string): Finding[] =>
  name === '' || builtInNamespaces.has(name)
    ? []
    : unknownReference(world, manifest, {
        code: 'unknown-namespace',
        field,
        group: '',
        kind: 'Namespace',
        namespace: '',
        name,
      });
