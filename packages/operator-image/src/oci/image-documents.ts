import type { Architecture } from '../architecture.ts';
import { programPath } from '../bundle/app-entries.ts';
import { certificatesPath, user } from '../debian/base-entries.ts';
import type { Layer } from '../layer/layer.ts';
import { nodePath } from '../runtime/runtime-entries.ts';
import { canonicalJson } from './canonical-json.ts';
import { type Descriptor, type Document, documentOf, mediaTypes } from './descriptor.ts';

/** What an image says of itself. Nothing of Git: the Deployment in Git holds the digest of this. */
export interface ImageFacts {
  /** Of the program, from its package.json. */
  readonly version: string;
  /** ISO 8601: when the state of Debian was published that the base is made of. The only date there is. */
  readonly created: string;
  /** `trixie` */
  readonly suite: string;
  /** Where the sources are, a URL. */
  readonly source: string;
}

/** The image of one architecture. */
export interface PlatformImage {
  readonly architecture: Architecture;
  readonly layers: readonly Layer[];
  readonly config: Document;
  readonly manifest: Document;
}

const labels = ({ version, source, suite }: ImageFacts): Readonly<Record<string, string>> => ({
  'org.opencontainers.image.title': 'mysql-operator',
  'org.opencontainers.image.description':
    'Runs MySQL on Kubernetes: backs up on delete, restores on create, rotates passwords',
  'org.opencontainers.image.licenses': 'Apache-2.0',
  'org.opencontainers.image.source': source,
  'org.opencontainers.image.version': version,
  'org.opencontainers.image.base.name': `debian:${suite}`,
});

const configOf = (architecture: Architecture, layers: readonly Layer[], facts: ImageFacts): Document =>
  documentOf(
    mediaTypes.config,
    canonicalJson({
      architecture,
      os: 'linux',
      created: facts.created,
      config: {
        User: `${user.uid}:${user.gid}`,
        WorkingDir: '/app',
        Entrypoint: [`/${nodePath}`, `/${programPath}`],
        Env: ['PATH=/nodejs/bin', 'HOME=/home/nonroot', 'NODE_ENV=production', `SSL_CERT_FILE=/${certificatesPath}`],
        Labels: labels(facts),
        StopSignal: 'SIGTERM',
      },
      rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
      history: layers.map(({ name }) => ({ created: facts.created, created_by: `${name} layer` })),
    }),
  );

/** Names a layer in the manifest, so that two digests tell which of the layers differ. */
const layerAnnotation = 'dev.wildermesser.layer';

const layerDescriptor = ({ name, digest, size }: Layer): Descriptor => ({
  mediaType: mediaTypes.layer,
  digest,
  size,
  annotations: { [layerAnnotation]: name },
});

/** Configuration and manifest of an architecture's image. */
export const platformImage = (
  architecture: Architecture,
  layers: readonly Layer[],
  facts: ImageFacts,
): PlatformImage => {
  const config = configOf(architecture, layers, facts);
  const manifest = documentOf(
    mediaTypes.manifest,
    canonicalJson({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      config: config.descriptor,
      layers: layers.map(layerDescriptor),
      annotations: labels(facts),
    }),
  );
  return { architecture, layers, config, manifest };
};

/** The index over all architectures: its digest is that of the image. */
export const imageIndex = (images: readonly PlatformImage[], facts: ImageFacts): Document =>
  documentOf(
    mediaTypes.index,
    canonicalJson({
      schemaVersion: 2,
      mediaType: mediaTypes.index,
      manifests: images.map(({ architecture, manifest }) => ({
        ...manifest.descriptor,
        platform: { architecture, os: 'linux' },
      })),
      annotations: labels(facts),
    }),
  );
