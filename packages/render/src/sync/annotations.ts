import type { Manifest } from '@wildermesser/manifest';

/** An annotation's text; a manifest from a file may have `annotations: null` or values that are null. */
export const annotation = (manifest: Manifest, key: string): string | undefined => {
  const value: unknown = manifest.metadata.annotations?.[key];
  return typeof value === 'string' ? value : undefined;
};

/** The entries of an annotation that holds a comma-separated list; empty ones are left out. */
export const annotationList = (manifest: Manifest, key: string): readonly string[] =>
  (annotation(manifest, key) ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
