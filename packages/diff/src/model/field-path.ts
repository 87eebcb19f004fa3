import type { Json } from './json.ts';

/** One step from an object down to a field. A string is the key of a map. */
export type PathSegment = string | ListEntry | EmbeddedText;

/** An entry of a list, by what makes it the same entry on both sides. */
export type ListEntry =
  | { readonly by: 'key'; readonly keys: Readonly<Record<string, Json>> }
  | { readonly by: 'value'; readonly value: Json }
  | { readonly by: 'index'; readonly index: number };

/** Enters a text whose content is data itself, as in a ConfigMap. */
export interface EmbeddedText {
  readonly by: 'text';
  readonly format: 'json' | 'yaml' | 'properties';
}

/** From an object to a field of it. */
export type FieldPath = readonly PathSegment[];

const plainKey = /^[A-Za-z_][\w-]*$/;

const scalarText = (value: Json): string =>
  typeof value === 'string' && /^[\w./:@*-]+$/.test(value) ? value : JSON.stringify(value);

const segmentText = (segment: PathSegment): string => {
  if (typeof segment === 'string') return plainKey.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
  switch (segment.by) {
    case 'key':
      return `[${Object.entries(segment.keys)
        .map(([key, value]) => `${key}=${scalarText(value)}`)
        .join(',')}]`;
    case 'value':
      return `[${scalarText(segment.value)}]`;
    case 'index':
      return `[${segment.index}]`;
    case 'text':
      return ` (${segment.format})`;
  }
};

/**
 * A path as reports write it: `spec.template.spec.containers[name=server].image`,
 * `metadata.labels["app.kubernetes.io/name"]`, `data["app.yaml"] (yaml).log.level`.
 */
export const fieldText = (path: FieldPath): string => path.map(segmentText).join('').replace(/^\./, '');
