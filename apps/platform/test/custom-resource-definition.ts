import type { Catalog, Resource, SchemaNode } from '@wildermesser/manifest';

const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

/** A node of the catalog as a structural schema; what refers to itself is left open. */
const structural = (catalog: Catalog, node: SchemaNode, path: readonly string[]): object => {
  const { $ref, properties, items, additionalProperties, required, type, ...rest } = node;
  if ($ref !== undefined) {
    const target = catalog.definition($ref);
    return target === undefined || path.includes($ref) ? open : structural(catalog, target, [...path, $ref]);
  }
  const inner = (child: SchemaNode): object => structural(catalog, child, path);
  if (rest['x-kubernetes-int-or-string'] === true) return { 'x-kubernetes-int-or-string': true };
  // A node that says nothing takes any value; an object that names no field was cut short or is free.
  if (type === undefined) return { 'x-kubernetes-preserve-unknown-fields': true };
  if (type === 'object' && properties === undefined && additionalProperties === undefined) return open;
  // A default of `''` only says that a field of Go is no pointer.
  const { format: _format, default: _default, ...constraints } = rest;
  return {
    ...constraints,
    type,
    ...(required === undefined ? {} : { required }),
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, inner(child)])) }),
    ...(items === undefined ? {} : { items: inner(items) }),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: inner(additionalProperties) } : {}),
  };
};

/**
 * A CustomResourceDefinition for a kind whose own one is not here, made of the schema that objects are validated with.
 * It says what that says: fields, types, required ones, patterns and bounds; no CEL rules, no keys of lists.
 */
export const customResourceDefinition = (catalog: Catalog, resource: Resource): object => {
  const { group, kind, plural, namespaced, version, definition, subresources } = resource;
  const { properties = {}, required = [] } = catalog.definition(definition) ?? {};
  const { apiVersion: _a, kind: _k, metadata: _m, status, ...fields } = properties;
  const own = required.filter((name) => name in fields);
  const schema = structural(catalog, { type: 'object', properties: fields, required: own }, [definition]);
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      // Groups of Kubernetes itself are protected; these come from its own projects.
      annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' },
    },
    spec: {
      group,
      scope: namespaced ? 'Namespaced' : 'Cluster',
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              ...schema,
              properties: {
                ...(schema as { properties: object }).properties,
                ...(status === undefined ? {} : { status: open }),
              },
            },
          },
          ...(subresources.includes('status') ? { subresources: { status: {} } } : {}),
        },
      ],
    },
  };
};
