import { groupOf, type Identity } from '@wildermesser/manifest';
import { configurationUses } from '../../../effects/pods/configuration-use.ts';
import { podTemplateOf } from '../../../effects/pods/pod-template.ts';
import { at, recordsOf, textOf } from '../../../effects/reading/fields.ts';
import type { SideObject } from '../../../model/side.ts';

/** One object names another. */
export interface Reference {
  readonly to: Identity;
  /** In words that stand between the two: `routes to`, `reads`. */
  readonly how: string;
}

const reference = (how: string, group: string, kind: string, namespace: string, name: unknown): readonly Reference[] =>
  textOf(name) === '' ? [] : [{ how, to: { group, kind, namespace, name: textOf(name) } }];

const podReferences = ({ manifest, identity: { namespace } }: SideObject): readonly Reference[] => {
  const template = podTemplateOf(manifest);
  if (template === undefined) return [];
  const { spec } = template;
  return [
    ...configurationUses(spec).flatMap(({ kind, name }) => reference('reads', '', kind, namespace, name)),
    ...recordsOf(spec.volumes).flatMap((volume) =>
      reference('stores in', '', 'PersistentVolumeClaim', namespace, at(volume, 'persistentVolumeClaim', 'claimName')),
    ),
    ...(spec.serviceAccountName === 'default'
      ? []
      : reference('runs as', '', 'ServiceAccount', namespace, spec.serviceAccountName)),
    ...reference('is named by', '', 'Service', namespace, at(manifest, 'spec', 'serviceName')),
  ];
};

const ingressReferences = ({ manifest, identity: { namespace } }: SideObject): readonly Reference[] => {
  const spec = at(manifest, 'spec');
  const backends = [
    at(spec, 'defaultBackend'),
    ...recordsOf(at(spec, 'rules')).flatMap((rule) =>
      recordsOf(at(rule, 'http', 'paths')).map(({ backend }) => backend),
    ),
  ];
  return [
    ...backends.flatMap((backend) => reference('routes to', '', 'Service', namespace, at(backend, 'service', 'name'))),
    ...recordsOf(at(spec, 'tls')).flatMap(({ secretName }) =>
      reference('takes its key from', '', 'Secret', namespace, secretName),
    ),
  ];
};

const routeReferences = ({ manifest, identity: { namespace } }: SideObject): readonly Reference[] => {
  const spec = at(manifest, 'spec');
  const inNamespace = (named: { readonly namespace?: unknown }): string => textOf(named.namespace) || namespace;
  return [
    ...recordsOf(at(spec, 'parentRefs')).flatMap((parent) =>
      reference('is attached to', 'gateway.networking.k8s.io', 'Gateway', inNamespace(parent), parent.name),
    ),
    ...recordsOf(at(spec, 'rules'))
      .flatMap((rule) => recordsOf(rule.backendRefs))
      .flatMap((backend) => reference('routes to', '', 'Service', inNamespace(backend), backend.name)),
  ];
};

const bindingReferences = ({ manifest, identity: { namespace } }: SideObject): readonly Reference[] => {
  const role = at(manifest, 'roleRef');
  const kind = textOf(at(role, 'kind'));
  return [
    ...reference('grants', 'rbac.authorization.k8s.io', kind, kind === 'Role' ? namespace : '', at(role, 'name')),
    ...recordsOf(at(manifest, 'subjects'))
      .filter((subject) => subject.kind === 'ServiceAccount')
      .flatMap((subject) =>
        reference('grants to', '', 'ServiceAccount', textOf(subject.namespace) || namespace, subject.name),
      ),
  ];
};

const scalerReferences = ({ manifest, identity: { namespace } }: SideObject): readonly Reference[] => {
  const target = at(manifest, 'spec', 'scaleTargetRef');
  const version = textOf(at(target, 'apiVersion'));
  return reference('scales', groupOf(version), textOf(at(target, 'kind')), namespace, at(target, 'name'));
};

const readers: Readonly<Record<string, (object: SideObject) => readonly Reference[]>> = {
  'autoscaling/HorizontalPodAutoscaler': scalerReferences,
  'gateway.networking.k8s.io/GRPCRoute': routeReferences,
  'gateway.networking.k8s.io/HTTPRoute': routeReferences,
  'networking.k8s.io/Ingress': ingressReferences,
  'rbac.authorization.k8s.io/ClusterRoleBinding': bindingReferences,
  'rbac.authorization.k8s.io/RoleBinding': bindingReferences,
};

/** What an object names: ConfigMaps and Secrets that its Pods read, Services that it routes to, and so on. */
export const referencesOf = (object: SideObject): readonly Reference[] => {
  const { group, kind } = object.identity;
  return (readers[`${group}/${kind}`] ?? podReferences)(object);
};
