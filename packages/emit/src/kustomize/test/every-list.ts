import type { Catalog, Resource, SchemaNode } from '@wildermesser/manifest';

/** One list of one kind, and objects of that kind that hold nothing else. */
export interface KnownList {
  readonly name: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Keys from the root, `[]` for the items of a list. */
  readonly path: readonly string[];
  /** The object whose list has the items of these numbers. */
  readonly object: (items: readonly number[]) => object;
}

type Fields = Record<string, unknown>;

const keysOf = (node: SchemaNode): readonly string[] => {
  const key = node['x-kubernetes-patch-merge-key'];
  return node['x-kubernetes-list-map-keys'] ?? (key === undefined ? [] : [key]);
};

/** Every list that the schemas of the API server's own kinds have outside `status`, up to the depth of recursion. */
export const everyList = (catalog: Catalog): readonly KnownList[] => {
  const found: KnownList[] = [];
  const resolve = (node: SchemaNode): SchemaNode =>
    node.$ref === undefined ? node : { ...catalog.definition(node.$ref), ...node };
  const item = (node: SchemaNode, keys: readonly string[], number: number): unknown => {
    const { type, properties = {} } = resolve(node);
    const [first = 'a'] = Object.keys(properties);
    const names = keys.length > 0 ? keys : ['name' in properties ? 'name' : first];
    if (type === 'integer') return number;
    if (type === 'array') return [`k${number}`];
    if (type !== 'object') return `k${number}`;
    return Object.fromEntries(names.map((key) => [key, item(properties[key] ?? {}, [], number)]));
  };
  const walk = (
    resource: Resource,
    node: SchemaNode,
    path: readonly string[],
    wrap: (value: unknown) => Fields,
    seen: readonly string[],
  ): void => {
    if (node.$ref !== undefined && seen.includes(node.$ref)) return;
    const within = node.$ref === undefined ? seen : [...seen, node.$ref];
    const { type, items, properties = {}, ...keywords } = resolve(node);
    if (type === 'array' && items !== undefined) {
      const keys = keysOf(keywords);
      const { group, version, kind } = resource;
      const head = { name: `o${found.length}`, apiVersion: group === '' ? version : `${group}/${version}`, kind };
      const object = (numbers: readonly number[]): object => {
        const { metadata, ...body } = wrap(numbers.map((number) => item(items, keys, number)));
        return {
          apiVersion: head.apiVersion,
          kind,
          metadata: { ...(metadata as Fields | undefined), name: head.name },
          ...body,
        };
      };
      found.push({ ...head, path, object });
      if (keys.length > 0)
        walk(
          resource,
          items,
          [...path, '[]'],
          (value) => wrap([{ ...(item(items, keys, 0) as Fields), ...(value as Fields) }]),
          within,
        );
      return;
    }
    for (const [key, child] of Object.entries(properties))
      if (path.length > 0 || key !== 'status')
        walk(resource, child, [...path, key], (value) => wrap({ [key]: value }), within);
  };
  for (const resource of catalog.resources) {
    const root = catalog.definition(resource.definition);
    const isReview = /^(?:Status|Eviction|Binding|.*Review|.*Request)$/.test(resource.kind);
    if (root !== undefined && catalog.isBuiltInGroup(resource.group) && !isReview)
      walk(resource, root, [], (value) => value as Fields, []);
  }
  return found;
};
