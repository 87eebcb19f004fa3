import type { Manifest } from '@wildermesser/manifest';
import type { Json, JsonMap } from '../model/json.ts';
import { isMap } from './is-map.ts';

const serverMetadata = new Set([
  'creationTimestamp',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

const serverAnnotations = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'argocd.argoproj.io/tracking-id',
]);

const without = (map: JsonMap, dropped: ReadonlySet<string>): JsonMap =>
  Object.keys(map).some((key) => dropped.has(key))
    ? Object.fromEntries(Object.entries(map).filter(([key]) => !dropped.has(key)))
    : map;

/**
 * A manifest without what only a server writes: its status, which Argo CD ignores, and its bookkeeping. An annotation
 * that repeats the whole object would repeat a secret, too.
 */
export const declaredFields = (manifest: Manifest): JsonMap => {
  const { status: _, ...rest } = manifest as unknown as Record<string, Json>;
  const { metadata } = rest;
  if (!isMap(metadata)) return rest;
  const kept = without(metadata, serverMetadata);
  const { annotations } = kept;
  return {
    ...rest,
    metadata: isMap(annotations) ? { ...kept, annotations: without(annotations, serverAnnotations) } : kept,
  };
};
