import { type Finding, groupOf, type Manifest } from '@wildermesser/manifest';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';
import type { World } from '../world.ts';

/** Argo CD reads these objects, so whoever syncs them has their definitions. */
const consumer = 'argoproj.io';

/** The definition of a custom resource is emitted, or somebody says that the cluster has it: a sync fails otherwise. */
export const installedKinds: Rule = {
  name: 'installed-kinds',
  check: (world) => {
    const seen = new Set<string>();
    return world.manifests.flatMap((manifest) => {
      // One finding for a kind and namespace is enough.
      const key = `${manifest.apiVersion}/${manifest.kind}/${manifest.metadata.namespace ?? ''}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return definitionFaults(world, manifest);
    });
  },
};

const definitionFaults = (world: World, manifest: Manifest): Finding[] => {
  const group = groupOf(manifest.apiVersion);
  const resource = world.catalog.resourceOf(manifest.apiVersion, manifest.kind);
  if (resource === undefined || group === consumer || world.catalog.isBuiltInGroup(group)) return [];
  return unknownReference(world, manifest, {
    code: 'unknown-definition',
    field: 'apiVersion',
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    namespace: '',
    name: `${resource.plural}.${group}`,
  });
};
