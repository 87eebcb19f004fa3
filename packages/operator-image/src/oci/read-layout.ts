import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImageError } from '../image-error.ts';
import { sha256 } from '../sha256.ts';
import type { Descriptor } from './descriptor.ts';

/** An index or a manifest, as far as somebody needs it who copies images. */
export interface ImageDocument {
  readonly mediaType?: string;
  readonly manifests?: readonly Descriptor[];
  readonly config?: Descriptor;
  readonly layers?: readonly Descriptor[];
}

export const blobFile = (layout: string, digest: string): string => join(layout, 'blobs', digest.replace(':', '/'));

/**
 * A document of a layout, by its descriptor.
 *
 * @throws ImageError when it is not there, or not what its digest says
 */
export const readDocument = (layout: string, { digest }: Descriptor): { text: string; document: ImageDocument } => {
  let text: string;
  try {
    text = readFileSync(blobFile(layout, digest), 'utf8');
  } catch {
    throw new ImageError('MISSING', `the image has no ${digest}`, 'run ./platform image build');
  }
  if (`sha256:${sha256(text)}` !== digest)
    throw new ImageError('CHECKSUM', `${digest} of the image is not what its name says`, 'run ./platform image build');
  return { text, document: JSON.parse(text) as ImageDocument };
};

/** The image that a layout holds: what its `index.json` names first. */
export const topOf = (layout: string): Descriptor => {
  let text: string;
  try {
    text = readFileSync(join(layout, 'index.json'), 'utf8');
  } catch {
    throw new ImageError('MISSING', 'there is no image yet', 'run ./platform image build');
  }
  const [top] = (JSON.parse(text) as ImageDocument).manifests ?? [];
  if (top === undefined)
    throw new ImageError('FORMAT', 'the index of the image is empty', 'run ./platform image build');
  return top;
};
