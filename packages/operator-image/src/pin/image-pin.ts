import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Architecture } from '../architecture.ts';
import type { LayerName } from '../layer/layer.ts';
import type { PlatformImage } from '../oci/image-documents.ts';

/** Which image is meant: written by the build, and committed where a manifest reads it. */
export interface ImagePin {
  /** The reference without tag or digest. */
  readonly repository: string;
  readonly version: string;
  /** `sha256:…` of the index over all architectures: what a manifest names. */
  readonly digest: string;
  /** The layers by architecture and name, so that a reader of a change sees which one moved. */
  readonly layers: Readonly<Record<Architecture, Readonly<Record<LayerName, string>>>>;
}

interface PinSource {
  readonly repository: string;
  readonly version: string;
  readonly digest: string;
  readonly images: readonly PlatformImage[];
}

export const pinOf = ({ repository, version, digest, images }: PinSource): ImagePin => ({
  repository,
  version,
  digest,
  layers: Object.fromEntries(
    images.map(({ architecture, layers }) => [
      architecture,
      Object.fromEntries(layers.map(({ name, digest: layer }) => [name, layer])),
    ]),
  ) as ImagePin['layers'],
});

export const pinText = (pin: ImagePin): string => `${JSON.stringify(pin, undefined, 2)}\n`;

/** Replaces the file as a whole. */
export const writePin = (path: string, pin: ImagePin): void => {
  writeFileSync(`${path}.partial`, pinText(pin));
  renameSync(`${path}.partial`, path);
};

/** Undefined when there is none. */
export const readPin = (path: string): ImagePin | undefined => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ImagePin;
  } catch {
    return undefined;
  }
};

/** What differs between two images, a line each: `app layer (amd64, arm64)`. Empty for the same image. */
export const pinDifferences = (pinned: ImagePin, built: ImagePin): readonly string[] => {
  if (pinned.digest === built.digest) return [];
  const architectures = Object.keys(built.layers) as Architecture[];
  const names = [...new Set(architectures.flatMap((each) => Object.keys(built.layers[each]) as LayerName[]))];
  const moved = names.flatMap((name) => {
    const where = architectures.filter((each) => built.layers[each][name] !== pinned.layers[each]?.[name]);
    return where.length === 0 ? [] : [`${name} layer (${where.join(', ')})`];
  });
  if (pinned.version !== built.version) moved.push(`version ${pinned.version} → ${built.version}`);
  return moved.length === 0 ? ['configuration and labels'] : moved;
};
