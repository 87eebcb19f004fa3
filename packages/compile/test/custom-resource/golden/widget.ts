import type { Int32 } from '@wildermesser/manifest/custom-resource';
import type { ObjectMeta } from '@wildermesser/manifest/meta/v1';

/**
 * A thing, as it was.
 *
 * @scope Cluster
 * @deprecatedVersion widgets of v1beta1 go away: use v1
 */
export interface WidgetV1Beta1 {
  readonly apiVersion: 'shop.example/v1beta1';
  readonly kind: 'Widget';
  readonly metadata: ObjectMeta;
  readonly spec: { readonly size: Int32 };
}

/**
 * A thing.
 *
 * @scope Cluster
 * @storage
 * @scale .spec.replicas .status.replicas .status.selector
 */
export interface Widget {
  readonly apiVersion: 'shop.example/v1';
  readonly kind: 'Widget';
  readonly metadata: ObjectMeta;
  readonly spec: {
    readonly size: Int32;
    /** @default 1 */
    readonly replicas: Int32;
    /**
     * @listType map
     * @listMapKey name
     * @listMapKey side
     */
    readonly parts: readonly Part[];
  };
  readonly status?: { readonly replicas: Int32; readonly selector: string };
}

/** One part. Parts are told apart by name and side. */
export interface Part {
  readonly name: string;
  /** @default "left" */
  readonly side: 'left' | 'right';
}
