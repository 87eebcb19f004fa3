import type { Kind, MetadataOnly, RefOf, StatusOf, StoredOf, WrittenOf } from './kind.ts';
import type { ObjectSource, Page, Selection } from './object-source.ts';

export interface ListOptions extends Selection {
  /** Objects per page; all in one when absent. */
  readonly limit?: number;
  readonly continueToken?: string;
}

export interface ApplyOptions {
  /** Takes fields from other managers instead of failing with a conflict. Default false. */
  readonly force?: boolean;
  /** Only this very object; never makes one. A conflict otherwise. */
  readonly uid?: string;
  /** Only this very state; a conflict otherwise. */
  readonly resourceVersion?: string;
}

export interface PatchOptions {
  /** Only this very state; a conflict otherwise. */
  readonly resourceVersion?: string;
}

export interface DeleteOptions {
  /** Only this very object; a conflict otherwise. */
  readonly uid?: string;
  /** Only this very state; a conflict otherwise. */
  readonly resourceVersion?: string;
  /** What happens to the objects that it owns. Default: what the API server does for the kind. */
  readonly propagation?: 'Background' | 'Foreground' | 'Orphan';
}

/** RFC 6902, the operations that are used. */
export type JsonPatchOperation =
  | { readonly op: 'add' | 'replace' | 'test'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

/** RFC 6902 (an array) or RFC 7386 (an object). */
export type Patch = readonly JsonPatchOperation[] | Readonly<Record<string, unknown>>;

/**
 * The calls of the API for one kind. `@verbs` are what RBAC asks for on the kind, or on its `@subresource`; the
 * generator of roles reads both tags, so a method without them is allowed to everybody.
 *
 * Everything throws `ApiError` for an answer that is not a success, and for no answer.
 */
export interface ResourceClient<K extends Kind> {
  /**
   * Undefined when there is none.
   *
   * @verbs get
   */
  get(ref: RefOf<K>): Promise<StoredOf<K> | undefined>;

  /**
   * From etcd, not from a cache of the API server.
   *
   * @verbs list
   */
  list(options?: ListOptions): Promise<Page<StoredOf<K>>>;

  /**
   * For a reflector: whole objects.
   *
   * @verbs list watch
   */
  source(selection?: Selection): ObjectSource<StoredOf<K>>;

  /**
   * For a reflector: metadata alone, which is all that crosses the network.
   *
   * @verbs list watch
   */
  metadataSource(selection?: Selection): ObjectSource<MetadataOnly>;

  /**
   * Makes a new object; a conflict (`AlreadyExists`) when there is one of that name.
   *
   * @verbs create
   */
  create(manifest: WrittenOf<K>): Promise<StoredOf<K>>;

  /**
   * Server-side apply with the field manager `mysql-operator`: makes the object or sets exactly the fields given, and
   * removes those that an earlier apply gave and this one does not.
   *
   * @verbs patch create
   */
  apply(manifest: WrittenOf<K>, options?: ApplyOptions): Promise<StoredOf<K>>;

  /**
   * Server-side apply of `status`.
   *
   * @verbs patch
   * @subresource status
   */
  applyStatus(ref: RefOf<K>, status: StatusOf<K>, options?: ApplyOptions): Promise<StoredOf<K>>;

  /**
   * Puts this in place of the object; with `metadata.resourceVersion` only in place of that very state.
   *
   * @verbs update
   */
  replace(object: WrittenOf<K> | StoredOf<K>): Promise<StoredOf<K>>;

  /**
   * Changes an existing object.
   *
   * @verbs patch
   */
  patch(ref: RefOf<K>, patch: Patch, options?: PatchOptions): Promise<StoredOf<K>>;

  /**
   * False when there was none. True says that deletion was accepted: finalizers and grace periods come after.
   *
   * @verbs delete
   */
  delete(ref: RefOf<K>, options?: DeleteOptions): Promise<boolean>;
}
