import { type ApiError, isApiError } from './api-error.ts';
import { createSource, listPage, type SourceContext } from './create-source.ts';
import type { Kind, MetadataOnly, Ref, RefOf, StoredOf } from './kind.ts';
import type { ApplyOptions, Patch, ResourceClient } from './resource-client.ts';
import { apiVersionOf, collectionPath, objectPath, queryText, refText, resourceName } from './resource-path.ts';
import type { Call } from './send.ts';
import { withoutManagedFields } from './stored-object.ts';

/** Owns the fields that server-side apply sets. */
export const fieldManager = 'mysql-operator';

const applyType = 'application/apply-patch+yaml';

interface Writable {
  readonly metadata: { readonly name?: string; readonly namespace?: string; readonly resourceVersion?: string };
}

const refOf = ({ metadata: { name, namespace } }: Writable): Ref => ({
  name: name ?? '',
  ...(namespace === undefined ? {} : { namespace }),
});

const withMetadata = (
  object: object,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => ({
  ...object,
  metadata: { ...(object as Writable).metadata, ...fields },
});

/** A patch that only applies to one state of the object. */
const guarded = (patch: Patch, resourceVersion: string | undefined): Patch => {
  if (resourceVersion === undefined) return patch;
  // Writing a resourceVersion asks for it: the API server answers 409 when the object has another.
  return Array.isArray(patch)
    ? [{ op: 'replace', path: '/metadata/resourceVersion', value: resourceVersion }, ...patch]
    : withMetadata({ metadata: {}, ...patch }, { resourceVersion });
};

const given = (fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined => {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
};

/**
 * Whether a 404 says that this object is missing. It may also say that the API server does not know the kind, of which
 * `details.name` is empty: that must never be taken for an object that is gone.
 */
const isAboutObject = (error: ApiError): boolean => error.objectName !== undefined;

/** The calls for one kind, over `send`. */
export const createResourceClient = <K extends Kind>(context: SourceContext, kind: K): ResourceClient<K> => {
  const resource = resourceName(kind);
  const { send } = context;

  const write = async (
    verb: string,
    ref: Ref,
    call: Pick<Call, 'method' | 'path' | 'body' | 'repeatable'>,
  ): Promise<StoredOf<K>> => {
    const answer = await send({ name: `${verb} ${resource} ${refText(ref)}`, resource, ...call });
    return withoutManagedFields(answer) as StoredOf<K>;
  };

  const apply = (verb: string, ref: Ref, path: string, object: object, options: ApplyOptions) => {
    const { force = false, uid, resourceVersion } = options;
    const only = given({ uid, resourceVersion });
    return write(verb, ref, {
      method: 'PATCH',
      path: path + queryText({ fieldManager, force }),
      body: { type: applyType, value: only === undefined ? object : withMetadata(object, only) },
      repeatable: true,
    });
  };

  return {
    get: async (ref) => {
      try {
        const name = `get ${resource} ${refText(ref)}`;
        const answer = await send({ name, resource, method: 'GET', path: objectPath(kind, ref), repeatable: true });
        return withoutManagedFields(answer) as StoredOf<K>;
      } catch (error) {
        if (isApiError(error, 'NotFound') && isAboutObject(error)) return undefined;
        throw error;
      }
    },
    list: (options = {}) => listPage<StoredOf<K>>(send, kind, options, options),
    source: (selection = {}) => createSource<StoredOf<K>>(context, kind, selection, false),
    metadataSource: (selection = {}) => createSource<MetadataOnly>(context, kind, selection, true),
    create: (manifest) =>
      write('create', refOf(manifest), {
        method: 'POST',
        path: collectionPath(kind, manifest.metadata.namespace) + queryText({ fieldManager }),
        body: { type: 'application/json', value: manifest },
        repeatable: false,
      }),
    apply: (manifest, options = {}) => {
      const ref = refOf(manifest);
      return apply('apply', ref, objectPath(kind, ref), manifest, options);
    },
    applyStatus: (ref: RefOf<K>, status, options = {}) => {
      const object = { apiVersion: apiVersionOf(kind), kind: kind.kind, metadata: { ...ref }, status };
      return apply('apply status of', ref, objectPath(kind, ref, 'status'), object, options);
    },
    replace: (object) => {
      const ref = refOf(object);
      return write('replace', ref, {
        method: 'PUT',
        path: objectPath(kind, ref) + queryText({ fieldManager }),
        body: { type: 'application/json', value: object },
        repeatable: false,
      });
    },
    patch: (ref, patch, { resourceVersion } = {}) =>
      write('patch', ref, {
        method: 'PATCH',
        path: objectPath(kind, ref) + queryText({ fieldManager }),
        body: {
          type: `application/${Array.isArray(patch) ? 'json-patch' : 'merge-patch'}+json`,
          value: guarded(patch, resourceVersion),
        },
        repeatable: !Array.isArray(patch) && resourceVersion === undefined,
      }),
    delete: async (ref, { uid, resourceVersion, propagation } = {}) => {
      const preconditions = given({ uid, resourceVersion });
      try {
        await send({
          name: `delete ${resource} ${refText(ref)}`,
          resource,
          method: 'DELETE',
          path: objectPath(kind, ref),
          body: {
            type: 'application/json',
            value: {
              apiVersion: 'v1',
              kind: 'DeleteOptions',
              ...(preconditions === undefined ? {} : { preconditions }),
              ...(propagation === undefined ? {} : { propagationPolicy: propagation }),
            },
          },
          repeatable: true,
        });
        return true;
      } catch (error) {
        if (isApiError(error, 'NotFound') && isAboutObject(error)) return false;
        throw error;
      }
    },
  };
};
