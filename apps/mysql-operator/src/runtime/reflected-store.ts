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

// The names are in memory once, as the key of the map: there are tens of thousands.
const textOf = (namespace: string, name: string): string => `${namespace}/${name}`;

const keyOf = (text: string): ObjectKey => {
  const slash = text.indexOf('/');
  return { namespace: text.slice(0, slash), name: text.slice(slash + 1) };
};

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
    const { uid, resourceVersion } = object.metadata;
    return { uid, version: resourceVersion, value: project(object) };
  };
  const tell = (text: string, before: Entry<P> | undefined, after: Entry<P> | undefined) => {
    if (before !== undefined && after !== undefined && before.uid !== after.uid) {
      tell(text, before, undefined);
      tell(text, undefined, after);
      return;
    }
    onChange({ key: keyOf(text), before: before?.value, after: after?.value });
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
      const { namespace = '', name } = object.metadata;
      const text = textOf(namespace, name);
      const before = entries.get(text);
      entries.set(text, entry);
      tell(text, before, entry);
    },
    remove: ({ metadata: { namespace = '', name } }) => {
      const text = textOf(namespace, name);
      const before = entries.get(text);
      if (entries.delete(text)) tell(text, before, undefined);
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
          for (const [text, entry] of before) if (!next.has(text)) tell(text, entry, undefined);
          for (const [text, entry] of next) {
            const known = before.get(text);
            if (known !== entry) tell(text, known, entry);
          }
        },
      };
    },
  };
};
