import { randomUUID } from 'node:crypto';

export interface StoredObject {
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid: string;
    readonly resourceVersion: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

export interface Change {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly path: string;
  readonly object: StoredObject;
}

/** What an API server answers instead of doing what it was asked. */
export class Refusal extends Error {
  readonly status: number;
  readonly reason: string;
  readonly objectName: string;
  constructor(status: number, reason: string, message: string, objectName: string) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.objectName = objectName;
  }
}

type Json = Record<string, unknown>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7386. */
export const mergePatch = (target: unknown, patch: unknown): unknown => {
  if (!isRecord(patch)) return patch;
  const result: Json = isRecord(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete result[name];
    else result[name] = mergePatch(result[name], value);
  }
  return result;
};

// `/api/v1/…` has one segment less than `/apis/group/v1/…`.
const parts = (path: string): string[] => {
  const segments = path.split('/').filter((segment) => segment !== '');
  return segments.slice(segments[0] === 'api' ? 2 : 3);
};

const nameOf = (path: string): string => path.split('/').at(-1) ?? '';

export const createObjects = () => {
  const objects = new Map<string, StoredObject>();
  const followers = new Set<(change: Change) => void>();
  let changes: (Change & { readonly version: number })[] = [];
  let version = 1000;
  let oldest = 0;

  const record = (type: Change['type'], path: string, object: StoredObject) => {
    const change = { type, path, object, version };
    changes.push(change);
    for (const follower of followers) follower(change);
  };
  const get = (path: string): StoredObject => {
    const object = objects.get(path);
    if (object === undefined) throw new Refusal(404, 'NotFound', `${nameOf(path)} not found`, nameOf(path));
    return object;
  };
  const store = (path: string, object: Json): StoredObject => {
    const before = objects.get(path);
    version++;
    const [scope, namespace] = parts(path);
    const metadata = {
      ...(object.metadata as Json),
      ...(scope === 'namespaces' && parts(path).length > 2 ? { namespace } : {}),
      name: nameOf(path),
      uid: before?.metadata.uid ?? randomUUID(),
      resourceVersion: String(version),
      managedFields: [{ manager: 'fake' }],
    };
    const stored = { ...object, metadata } as StoredObject;
    objects.set(path, stored);
    record(before === undefined ? 'ADDED' : 'MODIFIED', path, stored);
    return stored;
  };
  const conflict = (path: string) => new Refusal(409, 'Conflict', `${nameOf(path)} was changed`, nameOf(path));
  /** `/apis/g/v/namespaces/n/plural` and `/apis/g/v/plural` are collections. */
  const isCollection = (path: string): boolean => {
    const rest = parts(path);
    return rest.length === 1 || (rest.length === 3 && rest[0] === 'namespaces');
  };
  /** The collection of all namespaces that an object is in. */
  const collectionOf = (path: string): string => {
    const rest = parts(path);
    const root = path.slice(0, path.length - rest.join('/').length);
    return root + (rest[0] === 'namespaces' && rest.length > 2 ? rest[2] : rest[0]);
  };

  return {
    version: () => version,
    oldest: () => oldest,
    isCollection,
    collectionOf,
    under: (collection: string): [string, StoredObject][] =>
      [...objects]
        .filter(([path]) => path.startsWith(`${collection}/`) || collectionOf(path) === collection)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    since: (from: number): Change[] => changes.filter((change) => change.version > from),
    follow: (follower: (change: Change) => void) => {
      followers.add(follower);
      return () => followers.delete(follower);
    },
    compact: () => {
      oldest = ++version;
      changes = [];
    },
    get,
    put: (path: string, object: object) => store(path, object as Json),
    create: (path: string, object: Json) => {
      if (objects.has(path)) throw new Refusal(409, 'AlreadyExists', `${nameOf(path)} already exists`, nameOf(path));
      return store(path, object);
    },
    replace: (path: string, object: StoredObject) => {
      const wanted = object.metadata.resourceVersion;
      if (wanted !== undefined && wanted !== get(path).metadata.resourceVersion) throw conflict(path);
      get(path);
      return store(path, object);
    },
    merge: (target: string, patch: Json, contentType: string) => {
      const path = target.replace(/\/status$/, '');
      const wanted = (patch.metadata ?? {}) as Json;
      const before = objects.get(path);
      if (before === undefined && !contentType.includes('apply-patch')) return get(path);
      if (wanted.resourceVersion !== undefined && wanted.resourceVersion !== before?.metadata.resourceVersion) {
        throw conflict(path);
      }
      if (wanted.uid !== undefined && wanted.uid !== before?.metadata.uid) throw conflict(path);
      const merged = mergePatch(before ?? {}, patch) as Json;
      // Like a real one: nothing is stored when nothing changes.
      return before !== undefined && JSON.stringify(merged) === JSON.stringify(before) ? before : store(path, merged);
    },
    delete: (path: string, { uid, resourceVersion }: { readonly uid?: string; readonly resourceVersion?: string }) => {
      const object = get(path);
      if (uid !== undefined && uid !== object.metadata.uid) throw conflict(path);
      if (resourceVersion !== undefined && resourceVersion !== object.metadata.resourceVersion) throw conflict(path);
      version++;
      objects.delete(path);
      const gone = { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
      record('DELETED', path, gone);
      return { kind: 'Status', status: 'Success' };
    },
  };
};
