import { sha256 } from '../sha256.ts';

/** How one document of an image names another. From the OCI image specification 1.1. */
export interface Descriptor {
  readonly mediaType: string;
  /** `sha256:…` */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  readonly artifactType?: string;
  readonly platform?: { readonly architecture: string; readonly os: string };
  readonly annotations?: Readonly<Record<string, string>>;
}

export const mediaTypes = {
  config: 'application/vnd.oci.image.config.v1+json',
  empty: 'application/vnd.oci.empty.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
} as const;

/** A document of an image, ready to be stored under its digest. */
export interface Document {
  readonly descriptor: Descriptor;
  readonly content: string;
}

export const documentOf = (mediaType: string, content: string): Document => ({
  descriptor: { mediaType, digest: `sha256:${sha256(content)}`, size: Buffer.byteLength(content) },
  content,
});
