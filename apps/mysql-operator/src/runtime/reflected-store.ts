import type { StoredMetadata } from '../cluster/index.ts';
import type { ObjectKey } from './reconcile.ts';
import type { Store } from './store.ts';

/** What came to be different. Both `before` and `after` when one object changed; never for two of one name. */
export interface StoreChange<P> {
  readonly key: ObjectKey;
  readonly before: P | undefined;
  readonly after: P | undefined;
}

interface Entry<P> {
  readonly key: ObjectKey;
  readonly uid: string;
  readonly version: string;
  readonly value: P;
}

/** The writing side of a store. */
export interface ReflectedStore<T, P> {
  readonly store: Store<P>;
  set(object: T): void;
  /** The objects of a page of a new list, which takes effect with `finish`. */
  begin(): { page(objects: readonly T[]): void; finish(): void };
  remove(object: T): void;
}

const textOf = (namespace: string, name: string): string => `${namespace}/${name}`;

/**
 * Keeps projections of objects, and tells each change once. An object that was deleted and made anew under the same name while
 * nobody looked is told as two changes: its `uid` is another.
 */
export const createReflectedStore = <T extends { readonly metadata: StoredMetadata }, P extends NonNullable<unknown>>(
  project: (object: T) => P,
  onChange: (change: StoreChange<P>) => void,
): ReflectedStore<T, P> => {
  let entries = new Map<string, Entry<P>>();

  const entryOf = (object: T): Entry<P> => {
    const { namespace = '', name, uid, resourceVersion } = object.metadata;
    return { key: { namespace, name }, uid, version: resourceVersion, value: project(object) };
  };
  const tell = (before: Entry<P> | undefined, after: Entry<P> | undefined) => {
    if (before !== undefined && after !== undefined && before.uid !== after.uid) {
      tell(before, undefined);
      tell(undefined, after);
      return;
    }
    const key = (after ?? before)?.key;
    if (key !== undefined) onChange({ key, before: before?.value, after: after?.value });
  };

  return {
    store: {
      get: ({ namespace, name }) => entries.get(textOf(namespace, name))?.value,
      *values() {
        for (const { value } of entries.values()) yield value;
      },
      get size() {
        return entries.size;
      },
    },
    set: (object) => {
      const entry = entryOf(object);
      const text = textOf(entry.key.namespace, entry.key.name);
      const before = entries.get(text);
      entries.set(text, entry);
      tell(before, entry);
    },
    remove: ({ metadata: { namespace = '', name } }) => {
      const text = textOf(namespace, name);
      const before = entries.get(text);
      if (entries.delete(text)) tell(before, undefined);
    },
    begin: () => {
      const next = new Map<string, Entry<P>>();
      return {
        page: (objects) => {
          for (const object of objects) {
            const { namespace = '', name, uid, resourceVersion } = object.metadata;
            const text = textOf(namespace, name);
            const known = entries.get(text);
            const same = known !== undefined && known.uid === uid && known.version === resourceVersion;
            next.set(text, same ? known : entryOf(object));
          }
        },
        finish: () => {
          const before = entries;
          entries = next;
          for (const [text, entry] of before) if (!next.has(text)) tell(entry, undefined);
          for (const [text, entry] of next) {
            const known = before.get(text);
            if (known !== entry) tell(known, entry);
          }
        },
      };
    },
  };
};
