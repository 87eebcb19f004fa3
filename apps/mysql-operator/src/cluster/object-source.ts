/** Where a list or a watch begins, and how much of it is wanted. */
export interface Selection {
  /** One namespace; all when absent. Ignored for kinds without namespaces. */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Of the whole list; the watch goes on from here. */
  readonly resourceVersion: string;
  /** Absent on the last page. */
  readonly continueToken?: string;
}

export interface PageRequest {
  /** Objects per page. */
  readonly limit: number;
  readonly continueToken?: string;
  readonly signal: AbortSignal;
}

/** What a watch says. `bookmark` says only how far the stream is. */
export type WatchEvent<T> =
  | { readonly type: 'added' | 'modified' | 'deleted'; readonly object: T }
  | { readonly type: 'bookmark'; readonly resourceVersion: string };

export interface WatchRequest {
  /** Changes after this. */
  readonly resourceVersion: string;
  /** After which the API server ends the stream. */
  readonly timeoutSeconds: number;
  /** Silence of this length ends the stream with an error. */
  readonly silenceMilliseconds: number;
  readonly signal: AbortSignal;
}

/** Lists and watches the objects of one kind: what a reflector needs, and nothing that writes. */
export interface ObjectSource<T> {
  /** `mysqls.otus.homework`, or `secrets metadata`: for logs and metrics. */
  readonly resource: string;
  /** One page, from etcd: never from a stale cache. Errors are those of `ResourceClient`; 410 for a `continueToken` that has expired. */
  list(request: PageRequest): Promise<Page<T>>;
  /** Ends when the API server ends the stream. Throws an `ApiError` for ERROR events, in particular 410, too. */
  watch(request: WatchRequest): AsyncIterable<WatchEvent<T>>;
}
