import {
  compareBytes,
  describeIdentity,
  type Finding,
  groupOf,
  identityOf,
  type Manifest,
} from '@wildermesser/manifest';
import { scalable } from './apply-native.ts';
import { isClusterScoped } from './kustomize-scope.ts';
import type { KustomizeCatalog } from './list-rule.ts';
import type { NativeFields } from './native-fields.ts';

/** Kinds that name Services in ways of their own, which {@link applyNative} does not model. */
const unmodelled = new Set(['APIService', 'MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']);

/** Annotations in which Kustomize looks for names. */
const namingAnnotation =
  /^(?:nginx\.)?ingress\.kubernetes\.io\/(?:auth-secret|auth-tls-secret|fastcgi-params-configmap)$/;

interface Loose extends Manifest {
  readonly spec?: { readonly conversion?: { readonly webhook?: unknown } };
  readonly subjects?: readonly { readonly kind?: string; readonly name?: string }[];
}

/** That a renaming kustomization does not know which of several objects a name in this one means. */
export const ambiguousName = (referrer: Manifest, name: string, candidates: readonly Manifest[]): Finding => {
  const described = candidates.map((candidate) => describeIdentity(identityOf(candidate))).sort(compareBytes);
  return {
    severity: 'error',
    code: 'kustomize-native',
    message: `${name} means ${described.join(' and ')}, each called so before its last renaming; Kustomize does not choose`,
    advice: 'rename one of them',
    object: identityOf(referrer),
  };
};

/**
 * What native fields would do to an environment that its author cannot have meant, and what {@link applyNative} does not
 * model. Empty when the model holds.
 */
export const nativeFaults = (
  manifests: readonly Manifest[],
  native: NativeFields,
  catalog: KustomizeCatalog,
): readonly Finding[] => {
  const findings: Finding[] = [];
  const report = (message: string, advice: string, manifest?: Manifest): void => {
    const object = manifest === undefined ? {} : { object: identityOf(manifest) };
    findings.push({ severity: 'error', code: 'kustomize-native', message, advice, ...object });
  };
  const {
    namespace,
    namePrefix,
    nameSuffix,
    labels = [],
    images = [],
    replicas = [],
    configMapGenerator = [],
  } = native;
  const renames = [namePrefix, nameSuffix].some((field) => field !== undefined);
  const accounts = new Set(
    manifests.filter(({ kind }) => kind === 'ServiceAccount').map(({ metadata }) => metadata.name),
  );

  for (const manifest of manifests as readonly Loose[]) {
    const { apiVersion, kind, metadata, spec, subjects } = manifest;
    const isCluster = catalog.isNamespaced(groupOf(apiVersion), kind) === false;
    if (namespace !== undefined && isCluster && !isClusterScoped(manifest))
      report(
        'namespace: would give the object a namespace, which its kind does not have',
        'set namespaces in the manifests',
        manifest,
      );
    if (!renames && namespace === undefined) continue;
    if (unmodelled.has(kind) || spec?.conversion?.webhook !== undefined)
      report(
        `a renaming kustomization is not modelled for the Service that ${kind} names`,
        'rename in the manifests',
        manifest,
      );
    if (renames && Object.keys(metadata.annotations ?? {}).some((key) => namingAnnotation.test(key)))
      report('a renaming kustomization is not modelled for names in annotations', 'rename in the manifests', manifest);
    if (subjects?.some((subject) => subject.kind !== 'ServiceAccount' && accounts.has(subject.name)))
      report(
        'Kustomize takes the user or group for the account of the same name',
        'rename the ServiceAccount',
        manifest,
      );
  }
  const keys = labels.flatMap(({ pairs }) => Object.keys(pairs));
  for (const key of new Set(keys.filter((other, i) => keys.indexOf(other) !== i)))
    report(`two entries of labels: set ${key}, and Kustomize mixes them up`, 'set each label once');
  for (const { name } of images)
    if (!/^[A-Za-z0-9][A-Za-z0-9._:/-]*$/.test(name))
      report(`${JSON.stringify(name)} is no name of an image`, 'write it without tag and digest');
  for (const { name } of replicas)
    if (!manifests.some(({ kind, metadata }) => metadata.name === name && scalable.has(kind)))
      report(
        `replicas: names no workload ${name}`,
        'name a Deployment, ReplicaSet, ReplicationController or StatefulSet',
      );
  for (const { name, literals } of configMapGenerator)
    for (const key of Object.keys(literals))
      if (!/^[-._a-zA-Z0-9]+$/.test(key))
        report(
          `${JSON.stringify(key)} is no key of ConfigMap ${name}`,
          'use letters, digits, dashes, dots and underscores',
        );
  return findings;
};
