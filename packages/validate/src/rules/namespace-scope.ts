import { type Finding, groupOf } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import type { Rule } from '../rule.ts';

/** A namespaced object says its namespace, a cluster-scoped one has none. Unknown kinds are not judged. */
export const namespaceScope: Rule = {
  name: 'namespace-scope',
  check: (world) =>
    world.manifests.flatMap((manifest): Finding[] => {
      const namespaced = world.catalog.isNamespaced(groupOf(manifest.apiVersion), manifest.kind);
      const { namespace = '' } = manifest.metadata;
      if (namespaced === true && namespace === '') {
        return [
          findingOn(manifest, {
            severity: 'error',
            code: 'missing-namespace',
            field: 'metadata.namespace',
            message: `${manifest.kind} lives in a namespace, and none is set: it would land wherever the reader points to`,
            advice: 'set metadata.namespace',
          }),
        ];
      }
      if (namespaced === false && namespace !== '') {
        return [
          findingOn(manifest, {
            severity: 'error',
            code: 'namespace-on-cluster-scoped',
            field: 'metadata.namespace',
            message: `${manifest.kind} is cluster-scoped and cannot have the namespace "${namespace}"`,
            advice: 'remove metadata.namespace',
          }),
        ];
      }
      return [];
    }),
};
