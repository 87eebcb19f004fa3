import type { KindNames, Ref } from './kind.ts';

/** `mysqls.otus.homework`, `pods`: how people name a resource. */
export const resourceName = ({ group, plural }: KindNames): string => (group === '' ? plural : `${plural}.${group}`);

export const apiVersionOf = ({ group, version }: KindNames): string => (group === '' ? version : `${group}/${version}`);

const segment = (text: string): string => {
  // The API admits neither; a path would mean something else.
  if (text === '' || text === '.' || text === '..') throw new TypeError(`not a name of an object: "${text}"`);
  return encodeURIComponent(text);
};

/** The URL path of all objects of a kind, or of those in one namespace. */
export const collectionPath = (kind: KindNames, namespace: string | undefined): string => {
  const root = kind.group === '' ? `/api/${kind.version}` : `/apis/${kind.group}/${kind.version}`;
  const within = kind.namespaced && namespace !== undefined ? `/namespaces/${segment(namespace)}` : '';
  return `${root}${within}/${kind.plural}`;
};

/** The URL path of one object, or of a subresource of it. */
export const objectPath = (kind: KindNames, ref: Ref, subresource?: string): string => {
  if (kind.namespaced && ref.namespace === undefined) {
    throw new TypeError(`${resourceName(kind)} ${ref.name}: the namespace is missing`);
  }
  const path = `${collectionPath(kind, ref.namespace)}/${segment(ref.name)}`;
  return subresource === undefined ? path : `${path}/${subresource}`;
};

/** `default/mysql`, or `pv` for kinds without namespaces. */
export const refText = ({ namespace, name }: Ref): string => (namespace === undefined ? name : `${namespace}/${name}`);

/** A query string with its question mark; empty when nothing is set. */
export const queryText = (fields: Readonly<Record<string, string | number | boolean | undefined>>): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
};
