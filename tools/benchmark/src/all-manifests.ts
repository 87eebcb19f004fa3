import { contentOf, type PlainManifest, type Scale } from './objects.ts';

/** The objects of all packages, in memory. */
export const allManifests = (scale: Scale): PlainManifest[] =>
  Array.from({ length: scale.packages }, (_, index) => contentOf(scale, index))
    .flat()
    .flatMap(({ manifests }) => manifests());
