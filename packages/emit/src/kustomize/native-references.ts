import { groupOf } from '@wildermesser/manifest';
import { isClusterScoped } from './kustomize-scope.ts';
import { type KindSelector, nameReferences, serviceAccount } from './name-references.ts';
import type { NativeFields } from './native-fields.ts';
import { formerNames, head, type NamedObject, namespaceOf, typeOf } from './native-names.ts';
import { isList, isMap, type Plain, type PlainMap, valueAt } from './plain-value.ts';
import { updateAt, withKey } from './update-at.ts';

/** What references are put right by. */
export interface Build {
  readonly objects: readonly NamedObject[];
  readonly native: NativeFields;
  /** Told of a name that may mean several objects, which end with other names or in other namespaces. */
  readonly onAmbiguous: (name: string, candidates: readonly NamedObject[]) => void;
}

const endingOf = ({ now }: NamedObject) => head(now).metadata;

const isClusterWide = ({ now }: NamedObject): boolean => isClusterScoped(head(now));

const isSelected = (object: PlainMap, { kind, group, version }: KindSelector): boolean => {
  const { apiVersion, kind: own } = head(object);
  return (
    own === kind &&
    (group === undefined || groupOf(apiVersion) === group) &&
    (version === undefined || apiVersion.split('/').at(-1) === version)
  );
};

/** Whether Kustomize looks for what an object names there: anywhere for one without a namespace. */
const isNear = (referrer: PlainMap, other: NamedObject): boolean =>
  isClusterScoped(head(referrer)) || isClusterWide(other) || namespaceOf(other.now) === namespaceOf(referrer);

const isKnownAs = (name: string, native: NativeFields) => (candidate: NamedObject) =>
  formerNames(candidate, native).includes(name);

const withName = (name: Plain, targets: readonly NamedObject[], build: Build): Plain => {
  const known = targets.filter(isKnownAs(String(name), build.native));
  const [first, ...others] = known.map(endingOf);
  if (others.some((other) => other.name !== first?.name)) build.onAmbiguous(String(name), known);
  return first?.name ?? name;
};

/** A subject names the namespace of before, unless nothing at all came from there; then it names one of now. */
const candidatesIn = (namespace: Plain | undefined, candidates: readonly NamedObject[]): readonly NamedObject[] => {
  if (namespace === undefined) return candidates;
  const places = candidates.filter((candidate) => !isClusterWide(candidate));
  const former = places.filter(({ before }) => namespaceOf(before) === namespace);
  return former.length > 0 ? former : places.filter(({ now }) => namespaceOf(now) === namespace);
};

const withSubject = (subject: PlainMap, candidates: readonly NamedObject[], build: Build): PlainMap => {
  const known = candidatesIn(valueAt(subject, 'namespace'), candidates)
    .filter(({ before }) => isSelected(before, serviceAccount))
    .filter(isKnownAs(String(subject.name), build.native));
  const [first, ...others] = known.map(endingOf);
  if (first === undefined) return subject;
  if (others.some(({ name, namespace }) => name !== first.name || namespace !== first.namespace))
    build.onAmbiguous(String(subject.name), known);
  return { ...subject, name: first.name, ...(first.namespace === undefined ? {} : { namespace: first.namespace }) };
};

/**
 * Subjects of a binding: an account of the build by its name and namespace, `default` by its name alone. A RoleBinding
 * knows only what is in its own namespace and in those that its subjects name.
 */
const withSubjects = (binding: PlainMap, subjects: readonly Plain[], build: Build): Plain => {
  const { namespace } = build.native;
  const placed = subjects.map((subject) =>
    isMap(subject) && subject.name === 'default' && namespace !== undefined
      ? withKey(subject, 'namespace', namespace)
      : subject,
  );
  const named = new Set(
    placed
      .filter(isMap)
      .flatMap((subject) => (subject.kind === 'ServiceAccount' ? [valueAt(subject, 'namespace')] : [])),
  );
  const candidates = build.objects.filter(
    (object) => isNear(binding, object) || named.has(endingOf(object).namespace ?? ''),
  );
  return placed.map((subject) => (isMap(subject) ? withSubject(subject, candidates, build) : subject));
};

const bindings = new Set(['rbac.authorization.k8s.io/RoleBinding', 'rbac.authorization.k8s.io/ClusterRoleBinding']);

/** The object with its references to renamed objects of the build put right. */
export const withReferences = (object: PlainMap, build: Build): PlainMap => {
  const roleRef = valueAt(object, 'roleRef');
  const near = build.objects.filter((other) => isNear(object, other));
  let current: Plain = object;
  for (const { target, referrer, path } of nameReferences) {
    if (!isSelected(object, referrer)) continue;
    if (path[0] === 'roleRef' && isMap(roleRef) && roleRef.kind !== target.kind) continue;
    const targets = near.filter(({ before }) => isSelected(before, target));
    current = updateAt(current, path, (name) => withName(name, targets, build));
  }
  const subjects = valueAt(object, 'subjects');
  if (bindings.has(typeOf(object)) && isList(subjects))
    current = withKey(current as PlainMap, 'subjects', withSubjects(object, subjects, build));
  return current as PlainMap;
};
