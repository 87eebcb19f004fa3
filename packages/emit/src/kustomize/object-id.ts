import { describeIdentity, type Finding, identityKey, identityOf, type Manifest } from '@wildermesser/manifest';

/** Under which base and environment mean the same object: with version and namespace exactly as written. */
export const exactId = (manifest: Manifest): string => `${manifest.apiVersion} ${identityKey(identityOf(manifest))}`;

/**
 * Kustomize tells objects apart by version, too, and takes no namespace for the namespace `default`, so that it cannot
 * hold both.
 */
const idOf = (manifest: Manifest): string => {
  const identity = identityOf(manifest);
  return `${manifest.apiVersion} ${identityKey({ ...identity, namespace: identity.namespace || 'default' })}`;
};

/** The objects that Kustomize would not tell from another one before them. */
export const duplicates = (manifests: readonly Manifest[], where: string): readonly Finding[] => {
  const known = new Set<string>();
  return manifests.flatMap((manifest): Finding[] => {
    const id = idOf(manifest);
    if (!known.has(id)) {
      known.add(id);
      return [];
    }
    const object = identityOf(manifest);
    const message = `${where} has ${describeIdentity(object)} twice; Kustomize counts no namespace as default`;
    return [{ severity: 'error', code: 'duplicate-identity', message, advice: 'remove one of the two', object }];
  });
};
