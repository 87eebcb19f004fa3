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
  /** At least as new as this; the newest when absent. */
  readonly notOlderThan?: string;
  readonly signal: AbortSignal;
}

/**
 * What a watch says. `bookmark` says only how far the stream is; `initial` says besides that all objects that existed
 * when it began were sent.
 */
export type WatchEvent<T> =
  | { readonly type: 'added' | 'modified' | 'deleted'; readonly object: T }
  | { readonly type: 'bookmark'; readonly resourceVersion: string; readonly initial: boolean };

export interface WatchRequest {
  /** Changes after this; undefined: first every object there is (`sendInitialEvents`), then the changes. */
  readonly resourceVersion: string | undefined;
  /** After which the API server ends the stream. */
  readonly timeoutSeconds: number;
  /** Silence of this length ends the stream with an error. */
  readonly silenceMilliseconds: number;
  readonly signal: AbortSignal;
}

/** Lists and watches the objects of one kind: what a reflector needs, and nothing that writes. */
export interface ObjectSource<T> {
  /** `mysqls.otus.homework`: for logs and metrics. */
  readonly resource: string;
  /** One page. Errors are those of `ResourceClient`; 410 for a `continueToken` that has expired. */
  list(request: PageRequest): Promise<Page<T>>;
  /** Ends when the API server ends the stream. Throws an `ApiError` for ERROR events, in particular 410, too. */
  watch(request: WatchRequest): AsyncIterable<WatchEvent<T>>;
}
