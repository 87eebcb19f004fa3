/** The layers of an image, lowest first. Each has one reason to change. */
export const layerNames = ['base', 'runtime', 'app'] as const;

export type LayerName = (typeof layerNames)[number];

/** A compressed layer on disk. */
export interface Layer {
  readonly name: LayerName;
  /** `sha256:…` of the compressed file. */
  readonly digest: string;
  /** Bytes of the compressed file. */
  readonly size: number;
  /** `sha256:…` of the tar archive inside. */
  readonly diffId: string;
}

/** A layer and where its compressed file lies. */
export interface StoredLayer extends Layer {
  readonly path: string;
}
