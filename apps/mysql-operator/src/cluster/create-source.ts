import type { Clock } from '../runtime/clock.ts';
import { ApiError, noAnswer } from './api-error.ts';
import { jsonLines } from './json-lines.ts';
import type { KindNames } from './kind.ts';
import type { ObjectSource, Page, PageRequest, Selection, WatchEvent, WatchRequest } from './object-source.ts';
import { errorFromStatus } from './read-status.ts';
import { apiVersionOf, collectionPath, queryText, resourceName } from './resource-path.ts';
import type { Open, Send } from './send.ts';
import { withoutManagedFields } from './stored-object.ts';

export interface SourceContext {
  readonly open: Open;
  readonly send: Send;
  readonly clock: Clock;
  readonly scrub: (text: string) => string;
}

interface ListBody<T> {
  readonly metadata: { readonly resourceVersion: string; readonly continue?: string };
  readonly items: readonly T[] | null;
}

interface WatchLine<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: T & { readonly metadata: { readonly resourceVersion: string } };
}

const metadataAs = 'g=meta.k8s.io;v=v1';

const accept = (metadataOnly: boolean, what: string): string =>
  metadataOnly ? `application/json;as=${what};${metadataAs}` : 'application/json';

const selectors = ({ labelSelector, fieldSelector }: Selection) => ({ labelSelector, fieldSelector });

const eventTypes = { ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const;

/** One page of a list, for clients and reflectors alike. */
export const listPage = async <T>(
  send: Send,
  kind: KindNames,
  selection: Selection,
  request: { readonly limit?: number; readonly continueToken?: string; readonly signal?: AbortSignal },
  metadataOnly = false,
): Promise<Page<T>> => {
  const query = queryText({ ...selectors(selection), limit: request.limit, continue: request.continueToken });
  const body = (await send({
    name: `list ${resourceName(kind)}`,
    resource: resourceName(kind),
    method: 'GET',
    path: collectionPath(kind, selection.namespace) + query,
    accept: accept(metadataOnly, 'PartialObjectMetadataList'),
    repeatable: true,
    ...(request.signal === undefined ? {} : { signal: request.signal }),
  })) as ListBody<T>;
  const next = body.metadata.continue;
  // The API server leaves them out of the items of its own kinds, and only there.
  const names = metadataOnly ? {} : { apiVersion: apiVersionOf(kind), kind: kind.kind };
  return {
    items: (body.items ?? []).map((item) => ({ ...names, ...withoutManagedFields(item) })),
    resourceVersion: body.metadata.resourceVersion,
    ...(next === undefined || next === '' ? {} : { continueToken: next }),
  };
};

/** The objects of one kind, or their metadata alone, as a source for a reflector. */
export const createSource = <T>(
  { open, send, clock, scrub }: SourceContext,
  kind: KindNames,
  selection: Selection,
  metadataOnly: boolean,
): ObjectSource<T> => {
  const resource = resourceName(kind);

  async function* watch(request: WatchRequest): AsyncGenerator<WatchEvent<T>> {
    const silent = new AbortController();
    const wait = () => clock.after(request.silenceMilliseconds, () => silent.abort());
    let cancel = wait();
    const call = {
      name: `watch ${resource}`,
      resource,
      method: 'GET',
      path:
        collectionPath(kind, selection.namespace) +
        queryText({
          ...selectors(selection),
          watch: 1,
          allowWatchBookmarks: true,
          resourceVersion: request.resourceVersion,
          timeoutSeconds: request.timeoutSeconds,
        }),
      accept: accept(metadataOnly, 'PartialObjectMetadata'),
      repeatable: false,
    } as const;
    try {
      const answer = await open(call, AbortSignal.any([silent.signal, request.signal]), 0);
      answer.setEncoding('utf8');
      for await (const line of jsonLines(answer)) {
        cancel();
        cancel = wait();
        const { type, object } = line as WatchLine<T>;
        if (type === 'ERROR') throw errorFromStatus(object, 500, undefined, { call: call.name, scrub });
        if (type === 'BOOKMARK') yield { type: 'bookmark', resourceVersion: object.metadata.resourceVersion };
        else yield { type: eventTypes[type], object: withoutManagedFields(object) };
      }
    } catch (error) {
      request.signal.throwIfAborted();
      if (error instanceof ApiError) throw error;
      if (silent.signal.aborted)
        throw noAnswer(call.name, 'Timeout', `silent for ${request.silenceMilliseconds / 1000} s`);
      if (error instanceof Error && 'code' in error) throw noAnswer(call.name, 'Unreachable', String(error.code));
      if (error instanceof SyntaxError) throw noAnswer(call.name, 'Unreachable', 'a broken line');
      throw error;
    } finally {
      cancel();
    }
  }

  return {
    resource: metadataOnly ? `${resource} metadata` : resource,
    list: (request: PageRequest) => listPage<T>(send, kind, selection, request, metadataOnly),
    watch,
  };
};
