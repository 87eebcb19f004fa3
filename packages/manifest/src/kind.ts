import type { Manifest } from './manifest.ts';
import { recordOrigin } from './origin.ts';

/** Makes manifests of one kind: all fields but the two that name the kind. */
export type Builder<Kind extends Manifest> = (fields: Omit<Kind, 'apiVersion' | 'kind'>) => Kind;

/** The builder of a kind. `packages/manifest/src/apis` has one for every kind of the target version. */
export const kind = <Kind extends Manifest>(apiVersion: Kind['apiVersion'], name: Kind['kind']): Builder<Kind> => {
  const build: Builder<Kind> = (fields) => {
    const manifest = { apiVersion, kind: name, ...fields } as Kind;
    recordOrigin(manifest, build);
    return manifest;
  };
  return build;
};
