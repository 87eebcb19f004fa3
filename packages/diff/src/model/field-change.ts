import type { FieldPath } from './field-path.ts';
import type { Json } from './json.ts';
import type { Place } from './place.ts';

/**
 * Why a change says nothing to a reviewer: labels that repeat a chart's or an application's version, checksums of what
 * is compared anyway, certificate bundles that a controller fills in.
 */
export type Noise = 'chart-label' | 'version-label' | 'checksum' | 'ca-bundle';

/** One field that differs. A subtree that is only on one side is one change, at its top. */
export interface FieldChange {
  readonly path: FieldPath;
  /** `reordered`: a list with the same entries in another order, where the order has a meaning. */
  readonly kind: 'added' | 'removed' | 'changed' | 'reordered';
  /** Absent when added, reordered or secret. */
  readonly before?: Json;
  /** Absent when removed, reordered or secret. */
  readonly after?: Json;
  /** The value is secret: neither side of it is in the model, only that it differs. */
  readonly secret?: true;
  /** Folded in reports, and counted. */
  readonly noise?: Noise;
  /** What the values mean: the facts of a certificate, or that one side is the default of the API. */
  readonly note?: string;
  /** Where the field stands in the generated file: of the head, of the base when it was removed. */
  readonly generated?: Place;
}

/** The note of a field that is written differently and means the same. */
export const sameMeaning = 'the API server makes the same of both';
