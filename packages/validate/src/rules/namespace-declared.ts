import type { Finding, Manifest } from '@wildermesser/manifest';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';
import type { World } from '../world.ts';
import { builtInNamespaces } from './built-in-namespaces.ts';

/** A namespace that is used is declared by a Namespace, built in, or expected. */
export const namespaceDeclared: Rule = {
  name: 'namespace-declared',
  check: (world) =>
    world.manifests.flatMap((manifest) =>
      unknownNamespace(world, manifest, 'metadata.namespace', manifest.metadata.namespace ?? ''),
    ),
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
