import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '../oci/canonical-json.ts';
import { type Descriptor, documentOf, mediaTypes } from '../oci/descriptor.ts';
import type { ImageDocument } from '../oci/read-layout.ts';
import { pushBlobs, putManifest } from './push-layout.ts';
import type { Reference } from './reference.ts';
import { registryFault } from './registry-fault.ts';
import type { Session } from './session.ts';

/** A document about an image. */
export interface Attachment {
  /** `application/vnd.cyclonedx+json` */
  readonly type: string;
  readonly content: string;
}

const empty = documentOf(mediaTypes.empty, '{}');

/** The list of referrers under a tag, for registries without the referrers API (distribution specification 1.1). */
const addToTag = async (
  session: Session,
  reference: Reference,
  subject: Descriptor,
  referrer: Descriptor,
): Promise<void> => {
  const tag = subject.digest.replace(':', '-');
  const found = await session.send({
    method: 'GET',
    url: `/manifests/${tag}`,
    headers: { accept: mediaTypes.index },
  });
  if (!found.ok && found.status !== 404) throw await registryFault(found, reference, 'listing what is attached');
  const listed = found.ok ? (((await found.json()) as ImageDocument).manifests ?? []) : [];
  if (listed.some(({ digest }) => digest === referrer.digest)) return;
  const index = documentOf(
    mediaTypes.index,
    canonicalJson({ schemaVersion: 2, mediaType: mediaTypes.index, manifests: [...listed, referrer] }),
  );
  await putManifest(session, reference, index.descriptor, index.content, tag);
};

/**
 * Attaches a document to an image that the registry has: it never changes the image's digest. Attaching it again does
 * nothing.
 *
 * @returns the descriptor of the attachment
 */
export const pushReferrer = async (
  session: Session,
  reference: Reference,
  subject: Descriptor,
  { type, content }: Attachment,
): Promise<Descriptor> => {
  const blob = documentOf(type, content);
  const { mediaType, digest, size } = subject;
  const manifest = documentOf(
    mediaTypes.manifest,
    canonicalJson({
      schemaVersion: 2,
      mediaType: mediaTypes.manifest,
      artifactType: type,
      config: empty.descriptor,
      layers: [blob.descriptor],
      subject: { mediaType, digest, size },
    }),
  );
  const documents = new Map([empty, blob].map((each) => [each.descriptor.digest, each.content]));
  const work = mkdtempSync(join(tmpdir(), 'attachment-'));
  try {
    const path = ({ digest: name }: Descriptor): string => {
      const file = join(work, name.replace(':', '-'));
      writeFileSync(file, documents.get(name) ?? '');
      return file;
    };
    await pushBlobs(session, reference, [empty.descriptor, blob.descriptor], path, () => undefined);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const referrer = { ...manifest.descriptor, artifactType: type };
  const stored = await putManifest(
    session,
    reference,
    manifest.descriptor,
    manifest.content,
    manifest.descriptor.digest,
  );
  if (stored.headers.get('oci-subject') === null) await addToTag(session, reference, subject, referrer);
  return referrer;
};
