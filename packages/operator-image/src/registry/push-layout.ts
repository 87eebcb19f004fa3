import { ImageError } from '../image-error.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import { blobFile, readDocument, topOf } from '../oci/read-layout.ts';
import type { Reference } from './reference.ts';
import { registryFault } from './registry-fault.ts';
import type { Session } from './session.ts';
import { hasBlob, uploadBlob } from './upload-blob.ts';

/** What was sent. */
export interface Pushed {
  /** `sha256:…` of the image, as the registry confirmed it. */
  readonly digest: string;
  /** Blobs that the registry did not have. */
  readonly uploaded: readonly Descriptor[];
  /** Blobs that were there. */
  readonly present: readonly Descriptor[];
}

/** Stores a manifest under a tag or its own digest, and sees that the registry kept its bytes. */
export const putManifest = async (
  session: Session,
  reference: Reference,
  { mediaType, digest }: Descriptor,
  text: string,
  name: string,
): Promise<Response> => {
  const response = await session.send({
    method: 'PUT',
    url: `/manifests/${name}`,
    headers: { 'content-type': mediaType },
    body: text,
  });
  if (response.status !== 201) throw await registryFault(response, reference, `storing the manifest ${name}`);
  const stored = response.headers.get('docker-content-digest');
  if (stored !== null && stored !== digest)
    throw new ImageError(
      'REGISTRY',
      `${reference.registry} stored ${stored} instead of ${digest}`,
      'use another registry',
    );
  return response;
};

/** Uploads what is missing, a blob at a time: the line is the limit, not the number of requests. */
export const pushBlobs = async (
  session: Session,
  reference: Reference,
  blobs: readonly Descriptor[],
  pathOf: (blob: Descriptor) => string,
  progress: (blob: Descriptor) => void,
): Promise<Pick<Pushed, 'present' | 'uploaded'>> => {
  const uploaded: Descriptor[] = [];
  const present: Descriptor[] = [];
  for (const blob of new Map(blobs.map((each) => [each.digest, each])).values()) {
    if (await hasBlob(session, blob)) {
      present.push(blob);
      continue;
    }
    progress(blob);
    await uploadBlob(session, blob, pathOf(blob), reference);
    uploaded.push(blob);
  }
  return { uploaded, present };
};

/**
 * Pushes the image of a layout: blobs first, then manifests by digest, then the index by its tag, so that nobody ever
 * sees a tag whose image is not whole.
 *
 * @param progress is told each blob before it is sent
 */
export const pushLayout = async (
  session: Session,
  reference: Reference,
  layout: string,
  progress: (blob: Descriptor) => void = () => undefined,
): Promise<Pushed> => {
  const top = topOf(layout);
  const index = readDocument(layout, top);
  const manifests = (index.document.manifests ?? []).map((descriptor) => ({
    descriptor,
    ...readDocument(layout, descriptor),
  }));
  const blobs = manifests.flatMap(({ document: { config, layers = [] } }) =>
    config === undefined ? layers : [config, ...layers],
  );
  const sent = await pushBlobs(session, reference, blobs, ({ digest }) => blobFile(layout, digest), progress);
  for (const { descriptor, text } of manifests)
    await putManifest(session, reference, descriptor, text, descriptor.digest);
  await putManifest(session, reference, top, index.text, reference.tag);
  return { digest: top.digest, ...sent };
};
