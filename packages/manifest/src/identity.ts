import type { Manifest } from './manifest.ts';
import { remembered } from './remembered.ts';

/** What makes two manifests the same object of a cluster. The version is no part of it. */
export interface Identity {
  /** API group, `''` for the core group. */
  readonly group: string;
  readonly kind: string;
  /** `''` for cluster-scoped objects. */
  readonly namespace: string;
  readonly name: string;
}

/**
 * The group of an `apiVersion`: `apps` of `apps/v1`, `''` of `v1`. Asked many times for each object; one that is cut out
 * anew would have to be hashed anew by whoever looks it up.
 */
export const groupOf = remembered(1000, (apiVersion) => {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
});

/** The version of an `apiVersion`: `v1` of `apps/v1` and of `v1`. */
export const versionOf = (apiVersion: string): string => apiVersion.slice(apiVersion.indexOf('/') + 1);

/** The identity as written in the manifest; a missing namespace stays `''`. */
export const identityOf = (manifest: Manifest): Identity => ({
  group: groupOf(manifest.apiVersion),
  kind: manifest.kind,
  namespace: manifest.metadata.namespace ?? '',
  name: manifest.metadata.name ?? manifest.metadata.generateName ?? '',
});

/** A string that is equal for equal identities, usable as a key and for sorting. */
export const identityKey = ({ group, kind, namespace, name }: Identity): string =>
  `${group}/${kind}/${namespace}/${name}`;

/** How messages name an object: `Deployment.apps web/frontend`, `Namespace prometheus`. */
export const describeIdentity = ({ group, kind, namespace, name }: Identity): string =>
  `${kind}${group === '' ? '' : `.${group}`} ${namespace === '' ? '' : `${namespace}/`}${name}`;
