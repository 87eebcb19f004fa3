import { groupOf } from '@wildermesser/manifest';
import { isClusterScoped } from './kustomize-scope.ts';
import { nameReferences } from './name-references.ts';
import type { NativeFields } from './native-fields.ts';
import { isMap, type Plain, type PlainMap, valueAt } from './plain-value.ts';
import { updateAt, withKey } from './update-at.ts';

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

const head = (object: PlainMap): Head => object as unknown as Head;

/** Kustomize never renames these. */
const unnamed = new Set([
  '/Namespace',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'apiregistration.k8s.io/APIService',
]);

const typeOf = (object: PlainMap): string => `${groupOf(head(object).apiVersion)}/${head(object).kind}`;

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

const namespaceOf = (object: PlainMap): string => head(object).metadata.namespace ?? 'default';

/** The names under which others may know an object: Kustomize remembers each step of a renaming. */
const formerNames = ({ before }: NamedObject, { namePrefix, nameSuffix }: NativeFields): readonly string[] => {
  const { name } = head(before).metadata;
  return unnamed.has(typeOf(before)) || namePrefix === undefined || nameSuffix === undefined
    ? [name]
    : [name, `${namePrefix}${name}`];
};

/** Subjects of a binding: an account of the build by its name and namespace, `default` by its name alone. */
const subject = (value: Plain, objects: readonly NamedObject[], native: NativeFields): Plain => {
  if (!isMap(value)) return value;
  const { namespace } = native;
  const placed = value.name === 'default' && namespace !== undefined ? withKey(value, 'namespace', namespace) : value;
  const wanted = valueAt(placed, 'namespace');
  const accounts = objects.filter(
    (object) =>
      typeOf(object.before) === '/ServiceAccount' && formerNames(object, native).includes(String(placed.name)),
  );
  const former = accounts.filter(({ before }) => namespaceOf(before) === wanted);
  const [account, other] = wanted === undefined ? accounts : former;
  if (account === undefined || other !== undefined) return placed;
  const { name, namespace: current } = head(account.now).metadata;
  return { ...placed, name, ...(current === undefined ? {} : { namespace: current }) };
};

const bindings = new Set(['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding']);

/** The object with its references to renamed objects of the build put right. */
export const withReferences = (object: PlainMap, objects: readonly NamedObject[], native: NativeFields): PlainMap => {
  const type = typeOf(object);
  const roleRef = valueAt(object, 'roleRef');
  const isNear = ({ now }: NamedObject): boolean =>
    isClusterScoped(head(object)) || isClusterScoped(head(now)) || namespaceOf(now) === namespaceOf(object);
  let current: Plain = object;
  for (const { target, referrer, path } of nameReferences) {
    if (referrer.kind !== head(object).kind) continue;
    if (referrer.group !== undefined && referrer.group !== groupOf(head(object).apiVersion)) continue;
    if (path[0] === 'roleRef' && isMap(roleRef) && roleRef.kind !== target.kind) continue;
    const targets = objects.filter(({ before }) => typeOf(before) === `${target.group}/${target.kind}`).filter(isNear);
    current = updateAt(current, path, (name) => {
      const found = targets.find((candidate) => formerNames(candidate, native).includes(String(name)));
      return found === undefined ? name : head(found.now).metadata.name;
    });
  }
  if (bindings.has(type)) current = updateAt(current, ['subjects'], (value) => subject(value, objects, native));
  return current as PlainMap;
};
