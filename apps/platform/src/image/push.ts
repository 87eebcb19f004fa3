import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Attachment,
  type BuiltImage,
  credentialsFor,
  imageFiles,
  openSession,
  parseReference,
  provenanceOf,
  pushLayout,
  pushReferrer,
  signStatement,
  topOf,
} from '@wildermesser/operator-image';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';
import { buildAndReport } from './build.ts';
import { type ImageSettings, imageSettings } from './image-settings.ts';
import { megabytes } from './megabytes.ts';
import { sourceState } from './source-state.ts';

/** What `image push` was told. */
export interface PushOptions {
  /** `registry/name:tag`. Default: the repository and version of the image. */
  readonly reference: string | undefined;
  /** File with a private key that signs the provenance. */
  readonly key: string | undefined;
  /** Say what would be pushed, and push nothing. */
  readonly dryRun: boolean;
}

const readKey = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new UsageError(`the key ${path} cannot be read: ${code}`, 'name a PEM file with a private key of P-256');
  }
};

const provenance = async (
  { root, request }: ImageSettings,
  { pin, base, runtime, bundle }: BuiltImage,
  name: string,
  key: string | undefined,
): Promise<Attachment> => {
  const source = await sourceState(root, request.source);
  const statement = provenanceOf({ name, digest: pin.digest, source, base, runtime, packages: bundle.packages });
  return key === undefined
    ? { type: 'application/vnd.in-toto+json', content: statement }
    : { type: 'application/vnd.dsse.envelope.v1+json', content: signStatement(statement, key) };
};

/** `image push` */
export const push = async (options: PushOptions, io: Io): Promise<number> => {
  const settings = imageSettings(io);
  const { output } = settings.request;
  // What was asked for is read first: a slip is not worth a build.
  const given = options.reference === undefined ? undefined : parseReference(options.reference);
  const key = options.key === undefined ? undefined : readKey(options.key);
  const image = await buildAndReport(settings, io);
  const { pin } = image;
  const written = options.reference ?? `${pin.repository}:${pin.version}`;
  const reference = given ?? parseReference(written);
  const name = `${reference.registry}/${reference.repository}`;
  const statement = await provenance(settings, image, name, key);
  if (options.dryRun) {
    io.stdout.write(`would push ${written}@${pin.digest}, with bills of materials and provenance\n`);
    return 0;
  }
  const session = openSession(reference, await credentialsFor(reference.registry));
  const layout = join(output, imageFiles.layout);
  const { uploaded, present } = await pushLayout(session, reference, layout, ({ digest, size }) =>
    io.stderr.write(`uploading ${digest.slice(0, 19)} (${megabytes(size)}) ...\n`),
  );
  for (const { architecture, manifest } of image.images) {
    const content = readFileSync(join(output, imageFiles.sbom(architecture)), 'utf8');
    await pushReferrer(session, reference, manifest.descriptor, { type: 'application/vnd.cyclonedx+json', content });
  }
  await pushReferrer(session, reference, topOf(layout), statement);
  const bytes = uploaded.reduce((sum, { size }) => sum + size, 0);
  io.stdout.write(
    `pushed ${written}@${pin.digest}: ${uploaded.length} blobs sent (${megabytes(bytes)}), ${present.length} were there; with bills of materials and provenance\n`,
  );
  return 0;
};
