import type { World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { at, fieldsOf, recordsOf, textOf } from '../reading/fields.ts';

/**
 * Fields of a custom resource that its own definition freezes with the CEL rule `self == oldSelf`, as patterns. Only
 * definitions of the head are known; the server asks the one that it has when the object is changed.
 */
export const frozenFields = (world: World, { identity, manifest }: SideObject): readonly (readonly string[])[] => {
  const definition = world
    .ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')
    .find(
      ({ manifest: { ...crd } }) =>
        at(crd, 'spec', 'group') === identity.group && at(crd, 'spec', 'names', 'kind') === identity.kind,
    );
  if (definition === undefined) return [];
  const version = recordsOf(at(definition.manifest, 'spec', 'versions')).find(
    ({ name }) => `${identity.group}/${textOf(name)}` === manifest.apiVersion,
  );
  if (version === undefined) return [];
  const known = frozenByVersion.get(version);
  if (known !== undefined) return known;
  const frozen = frozenBelow(at(version, 'schema', 'openAPIV3Schema'), []);
  frozenByVersion.set(version, frozen);
  return frozen;
};

/** Schemas are large, and many objects have the same one. */
const frozenByVersion = new WeakMap<object, readonly (readonly string[])[]>();

const frozenBelow = (schema: unknown, path: readonly string[]): readonly (readonly string[])[] => {
  const fields = fieldsOf(schema);
  const frozen = recordsOf(fields['x-kubernetes-validations']).some(({ rule }) =>
    /^\(*\s*(?:self\s*==\s*oldSelf|oldSelf\s*==\s*self)\s*\)*$/.test(textOf(rule)),
  );
  if (frozen) return [path];
  return [
    ...Object.entries(fieldsOf(fields.properties)).flatMap(([key, below]) => frozenBelow(below, [...path, key])),
    ...(fields.items === undefined ? [] : frozenBelow(fields.items, [...path, '*'])),
    ...(typeof fields.additionalProperties === 'object'
      ? frozenBelow(fields.additionalProperties, [...path, '*'])
      : []),
  ];
};
