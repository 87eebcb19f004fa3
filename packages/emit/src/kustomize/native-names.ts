import { groupOf } from '@wildermesser/manifest';
import { isClusterScoped } from './kustomize-scope.ts';
import type { NativeFields } from './native-fields.ts';
import type { PlainMap } from './plain-value.ts';
import { withKey } from './update-at.ts';

/** An object while Kustomize builds it, with what it was before. */
export interface NamedObject {
  readonly before: PlainMap;
  readonly now: PlainMap;
}

interface Head {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** The object as what is read of it here. */
export const head = (object: PlainMap): Head => object as unknown as Head;

/** Kustomize never renames these. */
const unnamed = new Set([
  '/Namespace',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
]);

/** `apps/Deployment`, `/Pod`. */
export const typeOf = (object: PlainMap): string => `${groupOf(head(object).apiVersion)}/${head(object).kind}`;

/** The object with its new name and namespace. A Namespace object gets the name of the namespace. */
export const renamed = (object: PlainMap, { namePrefix = '', nameSuffix = '', namespace }: NativeFields): PlainMap => {
  const { metadata } = head(object);
  const isNamespace = typeOf(object) === '/Namespace';
  const name = unnamed.has(typeOf(object)) ? metadata.name : `${namePrefix}${metadata.name}${nameSuffix}`;
  const placed = namespace === undefined || isClusterScoped(head(object)) ? metadata : { ...metadata, namespace };
  return withKey(object, 'metadata', {
    ...(placed as unknown as PlainMap),
    name: isNamespace && namespace !== undefined ? namespace : name,
  });
};

/** The namespace of an object, by which Kustomize compares it. */
export const namespaceOf = (object: PlainMap): string => head(object).metadata.namespace ?? 'default';

/** The names under which others may know an object: Kustomize remembers each step of a renaming. */
export const formerNames = ({ before }: NamedObject, { namePrefix, nameSuffix }: NativeFields): readonly string[] => {
  const { name } = head(before).metadata;
  return unnamed.has(typeOf(before)) || namePrefix === undefined || nameSuffix === undefined
    ? [name]
    : [name, `${namePrefix}${name}`];
};
