import { type Identity, identityKey } from '@wildermesser/manifest';
import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { removalOf } from '../argocd/pruning.ts';
import { configurationUses } from '../pods/configuration-use.ts';
import { isSecretMade } from '../pods/made-secrets.ts';
import { podKinds, podTemplateOf } from '../pods/pod-template.ts';
import { listed } from '../reading/amounts.ts';
import { goneObjects } from '../reading/changed-objects.ts';
import { at, recordsOf, textOf } from '../reading/fields.ts';

const ingressKind = 'Ingress.networking.k8s.io';

/** Something is deleted that an object which stays refers to: its Pods do not start again, its requests fail. */
export const stillReferenced: Rule = {
  name: 'still-referenced',
  needs: [
    {
      changed: ['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'ServiceAccount'],
      reads: podKinds,
      sameNamespace: true,
    },
    { changed: ['Service', 'Secret'], reads: [ingressKind], sameNamespace: true },
    { changed: ['PriorityClass.scheduling.k8s.io', 'RuntimeClass.node.k8s.io'], reads: podKinds },
  ],
  check: (context) => {
    const gone = new Map(
      goneObjects(context)
        .filter((object) => referable.has(object.identity.kind) && goes(context, object))
        .map((object) => [identityKey(object.identity), object]),
    );
    if (gone.size === 0) return [];
    const users = new Map<SideObject, SideObject[]>();
    for (const object of context.head.objects)
      for (const key of new Set(referencesOf(object).map(identityKey))) {
        const target = gone.get(key);
        if (target !== undefined) users.set(target, [...(users.get(target) ?? []), object]);
      }
    return [...users].map(([target, objects]) => effectOf(target, objects));
  },
};

const referable = new Set([
  'ConfigMap',
  'Secret',
  'PersistentVolumeClaim',
  'ServiceAccount',
  'Service',
  'PriorityClass',
  'RuntimeClass',
]);

const goes = ({ base, head }: RuleContext, object: SideObject): boolean =>
  head.find(object.identity) === undefined &&
  !(object.identity.kind === 'Secret' && isSecretMade(head, object.identity.namespace, object.identity.name)) &&
  ['deleted', 'asked', 'assumed'].includes(removalOf(base, head, object));

const referencesOf = (object: SideObject): readonly Identity[] => {
  const { namespace } = object.identity;
  const named = (kind: string, name: string, group = '', within = namespace): readonly Identity[] =>
    name === '' ? [] : [{ group, kind, namespace: within, name }];
  const spec = podTemplateOf(object.manifest)?.spec;
  if (spec !== undefined)
    return [
      ...configurationUses(spec)
        .filter(({ isOptional }) => !isOptional)
        .flatMap(({ kind, name }) => named(kind, name)),
      ...named('ServiceAccount', textOf(spec.serviceAccountName)),
      ...named('PriorityClass', textOf(spec.priorityClassName), 'scheduling.k8s.io', ''),
      ...named('RuntimeClass', textOf(spec.runtimeClassName), 'node.k8s.io', ''),
      ...recordsOf(spec.volumes).flatMap((volume) =>
        named('PersistentVolumeClaim', textOf(at(volume, 'persistentVolumeClaim', 'claimName'))),
      ),
    ];
  if (object.identity.kind !== 'Ingress') return [];
  return [
    ...recordsOf(at(object.manifest, 'spec', 'tls')).flatMap(({ secretName }) => named('Secret', textOf(secretName))),
    ...recordsOf(at(object.manifest, 'spec', 'rules')).flatMap((rule) =>
      recordsOf(at(rule, 'http', 'paths')).flatMap((path) =>
        named('Service', textOf(at(path, 'backend', 'service', 'name'))),
      ),
    ),
  ];
};

const effectOf = (target: SideObject, users: readonly SideObject[]): RuleEffect => {
  const pods = users.filter(({ manifest }) => podTemplateOf(manifest) !== undefined);
  const names = listed(users.map(({ identity }) => `${identity.kind} ${identity.name}`));
  return {
    severity: pods.length > 0 ? 'danger' : 'warning',
    object: target.identity,
    message:
      pods.length > 0
        ? `it goes, and ${names} still ${users.length === 1 ? 'refers' : 'refer'} to it: new Pods do not start`
        : `it goes, and ${names} still ${users.length === 1 ? 'refers' : 'refer'} to it: its requests fail`,
    advice: 'take the reference away first, or keep the object',
  };
};
