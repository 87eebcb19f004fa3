import { closeSync, openSync, readSync } from 'node:fs';
import { ImageError } from '../image-error.ts';
import type { Descriptor } from '../oci/descriptor.ts';
import type { Reference } from './reference.ts';
import { registryFault } from './registry-fault.ts';
import type { Session } from './session.ts';

/** A blob goes in pieces of this size, so that a broken connection costs one of them. */
const pieceSize = 8 << 20;
const attempts = 5;

/** Whether the registry has the blob already. */
export const hasBlob = async (session: Session, { digest }: Descriptor): Promise<boolean> =>
  (await session.send({ method: 'HEAD', url: `/blobs/${digest}` })).ok;

const locationOf = (response: Response): string => {
  const location = response.headers.get('location');
  if (location === null) throw new ImageError('REGISTRY', 'the registry does not say where to upload to');
  return new URL(location, response.url).href;
};

/** How many bytes have arrived: `Range: 0-1023` is 1024. */
const arrived = (response: Response): number => {
  const [, last] = /^(?:bytes=)?0-(\d+)$/.exec(response.headers.get('range') ?? '') ?? [];
  return last === undefined || last === '0' ? 0 : Number(last) + 1;
};

const isTemporary = (status: number): boolean => status === 429 || status >= 500;

const pause = (attempt: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));

/** Sends the file piece by piece and answers where to finish. After a fault it asks what has arrived, and goes on there. */
const sendPieces = async (
  session: Session,
  file: number,
  size: number,
  start: string,
  reference: Reference,
): Promise<string> => {
  let location = start;
  let offset = 0;
  for (let attempt = 0; offset < size; ) {
    const length = Math.min(pieceSize, size - offset);
    const piece = new Uint8Array(length);
    readSync(file, piece, 0, length, offset);
    const response = await session
      .send({
        method: 'PATCH',
        url: location,
        headers: {
          'content-type': 'application/octet-stream',
          'content-range': `${offset}-${offset + length - 1}`,
        },
        body: piece,
      })
      .catch((error: unknown) => {
        if (!(error instanceof ImageError) || attempt + 1 >= attempts) throw error;
        return undefined;
      });
    if (response?.ok) {
      location = locationOf(response);
      offset += length;
      attempt = 0;
      continue;
    }
    attempt += 1;
    if (response !== undefined && (!(isTemporary(response.status) || response.status === 416) || attempt >= attempts))
      throw await registryFault(response, reference, 'uploading a layer');
    await pause(attempt);
    const status = await session.send({ method: 'GET', url: location }).catch(() => undefined);
    if (status?.ok) {
      offset = arrived(status);
      location = status.headers.get('location') === null ? location : locationOf(status);
    }
  }
  return location;
};

/**
 * Uploads a file as a blob, in pieces that are resumed after a fault of the network.
 *
 * @throws ImageError when the registry refuses, or does not answer five times in a row
 */
export const uploadBlob = async (
  session: Session,
  { digest, size }: Descriptor,
  path: string,
  reference: Reference,
): Promise<void> => {
  const opened = await session.send({ method: 'POST', url: '/blobs/uploads/' });
  if (opened.status !== 202) throw await registryFault(opened, reference, 'starting an upload');
  const file = openSync(path, 'r');
  try {
    const location = new URL(await sendPieces(session, file, size, locationOf(opened), reference));
    location.searchParams.set('digest', digest);
    const closed = await session.send({ method: 'PUT', url: location.href });
    if (closed.status !== 201) throw await registryFault(closed, reference, 'finishing an upload');
  } finally {
    closeSync(file);
  }
};
