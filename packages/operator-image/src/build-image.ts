import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Architecture, architectures } from './architecture.ts';
import { appEntries } from './bundle/app-entries.ts';
import { type AppBundle, appVersion, bundleApp } from './bundle/bundle-app.ts';
import { type BaseLock, readBaseLock } from './debian/base-lock.ts';
import { compressLayer } from './layer/compress-layer.ts';
import type { StoredLayer } from './layer/layer.ts';
import { type LayerCache, layerCache } from './layer/layer-cache.ts';
import { type LockedLayer, lockedEntries, makeLayer } from './layer/make-layer.ts';
import { type ImageFacts, imageIndex, type PlatformImage, platformImage } from './oci/image-documents.ts';
import { writeLayout } from './oci/write-layout.ts';
import { type ImagePin, pinOf, writePin } from './pin/image-pin.ts';
import { checkLibraries } from './runtime/needed-libraries.ts';
import { type RuntimeLock, readRuntimeLock } from './runtime/runtime-lock.ts';
import { sbomOf } from './sbom/sbom.ts';
import { sha256 } from './sha256.ts';
import { checkEntries } from './tar/check-entries.ts';

/** What is built from where to where. */
export interface BuildRequest {
  /** The root of the repository. */
  readonly workspace: string;
  /** The package `operator-image`, which has the locks. */
  readonly folder: string;
  /** First module of the program, below the root: `apps/mysql-operator/src/main.ts`. Its package.json has the version. */
  readonly entry: string;
  /** The folder that is replaced by the image. */
  readonly output: string;
  /** Where compressed layers are kept between builds. */
  readonly cache: string;
  /** The reference without tag: `ghcr.io/acme/mysql-operator`. No part of the image. */
  readonly repository: string;
  /** Where the sources are, a URL; a label of the image. */
  readonly source: string;
  /** Is told what is being done before each step that takes time. */
  readonly progress?: (step: string) => void;
}

/** A finished image. */
export interface BuiltImage {
  readonly pin: ImagePin;
  readonly images: readonly PlatformImage[];
  readonly bundle: AppBundle;
  readonly base: BaseLock;
  readonly runtime: RuntimeLock;
}

/** What is in the folder of a finished image. */
export const imageFiles = {
  layout: 'oci',
  pin: 'digest.json',
  sbom: (architecture: Architecture): string => `sbom-${architecture}.cdx.json`,
} as const;

interface Locks {
  readonly base: BaseLock;
  readonly runtime: RuntimeLock;
}

const lockedLayers = async (request: BuildRequest, { base, runtime }: Locks, cache: LayerCache) => {
  const { folder, workspace, progress = () => undefined } = request;
  const make = (spec: LockedLayer, inputs: unknown): Promise<StoredLayer> =>
    cache.layer(spec.name, JSON.stringify([spec.architecture, inputs]), (path) => {
      progress(`compressing the ${spec.name} layer for ${spec.architecture}`);
      return makeLayer(spec, path);
    });
  const entries = await Promise.all(
    architectures.map(async (architecture) => {
      const spec = { architecture, folder, workspace };
      const layers = [
        await make({ ...spec, name: 'base' }, base),
        await make({ ...spec, name: 'runtime' }, [runtime.version, runtime.packages[architecture]]),
      ];
      return [architecture, layers] as const;
    }),
  );
  return new Map(entries);
};

/**
 * Builds the image for all architectures: bundles the program, makes the layers that are not there yet, and replaces the
 * output folder as a whole. Equal sources and locks make equal bytes on any machine.
 *
 * @throws ImageError when something is missing, is not what was locked, or does not fit; nothing is changed then
 */
export const buildImage = async (request: BuildRequest): Promise<BuiltImage> => {
  const { workspace, folder, entry, output, repository, source, progress = () => undefined } = request;
  const base = readBaseLock(folder);
  const runtime = readRuntimeLock(folder);
  progress(`bundling ${entry}`);
  const bundle = await bundleApp(workspace, entry);
  const cache = layerCache(request.cache);
  const app = await cache.layer('app', sha256(bundle.program) + sha256(bundle.notices), async (path) =>
    compressLayer('app', appEntries(bundle), path),
  );
  const locked = await lockedLayers(request, { base, runtime }, cache);
  const facts: ImageFacts = {
    version: appVersion(join(workspace, entry.split('/').slice(0, 2).join('/'), 'package.json')),
    created: base.released,
    suite: base.suite,
    source,
  };
  const images = architectures.map((architecture) =>
    platformImage(architecture, [...(locked.get(architecture) ?? []), app], facts),
  );
  const index = imageIndex(images, facts);
  const pin = pinOf({ repository, version: facts.version, digest: index.descriptor.digest, images });
  mkdirSync(dirname(output), { recursive: true });
  const staging = mkdtempSync(`${output}-`);
  try {
    const layers = [...locked.values()].flat();
    writeLayout(join(staging, imageFiles.layout), {
      layers: [...layers, app],
      documents: [...images.flatMap(({ config, manifest }) => [config, manifest]), index],
      top: {
        ...index.descriptor,
        annotations: {
          'io.containerd.image.name': `${repository}:${facts.version}`,
          'org.opencontainers.image.ref.name': facts.version,
        },
      },
    });
    writePin(join(staging, imageFiles.pin), pin);
    for (const architecture of architectures)
      writeFileSync(
        join(staging, imageFiles.sbom(architecture)),
        sbomOf({ architecture, facts, base, runtime, packages: bundle.packages }),
      );
    chmodSync(staging, 0o755);
    rmSync(output, { recursive: true, force: true });
    renameSync(staging, output);
  } catch (error) {
    rmSync(staging, { recursive: true, force: true });
    throw error;
  }
  return { pin, images, bundle, base, runtime };
};

/** Every entry of the image of an architecture, checked as one tree: nothing below links, every library there. */
export const imageEntries = async (request: BuildRequest, architecture: Architecture) => {
  const { folder, workspace, entry } = request;
  const spec = { architecture, folder, workspace };
  const base = await lockedEntries({ ...spec, name: 'base' });
  const runtime = await lockedEntries({ ...spec, name: 'runtime' });
  const app = appEntries(await bundleApp(workspace, entry));
  checkEntries(runtime, base);
  checkEntries(app, [...base, ...runtime]);
  checkLibraries([...base, ...runtime]);
  return [...base, ...runtime, ...app];
};
