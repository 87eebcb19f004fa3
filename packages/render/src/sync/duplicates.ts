import { type Finding, identityKey, identityOf, type Manifest } from '@wildermesser/manifest';
import { placeOf } from './place.ts';

/** The manifests without those that a later one of the same identity replaces, and the ones replaced. */
export interface Deduplicated {
  readonly manifests: readonly Manifest[];
  readonly replaced: readonly Manifest[];
  readonly findings: readonly Finding[];
}

/** Argo CD applies the last of several objects with one identity. Generated names never collide. */
export const withoutDuplicates = (manifests: readonly Manifest[], repository: string): Deduplicated => {
  const last = new Map<string, Manifest>();
  const keyOf = (manifest: Manifest, index: number): string =>
    `${identityKey(identityOf(manifest))}${manifest.metadata.name ? '' : `\0${index}`}`;
  for (const [index, manifest] of manifests.entries()) last.set(keyOf(manifest, index), manifest);
  const kept = manifests.filter((manifest, index) => last.get(keyOf(manifest, index)) === manifest);
  const replaced = manifests.filter((manifest, index) => last.get(keyOf(manifest, index)) !== manifest);
  return {
    manifests: kept,
    replaced,
    findings: replaced.map((manifest) => ({
      severity: 'error',
      code: 'duplicate-identity',
      message: 'a later manifest declares the same object, so that Argo CD never applies this one',
      advice: 'remove one of them, or rename it',
      object: identityOf(manifest),
      ...placeOf(manifest, repository),
    })),
  };
};
