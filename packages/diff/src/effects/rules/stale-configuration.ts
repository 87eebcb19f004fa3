import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { changedTemplates } from '../pods/changed-templates.ts';
import { type ConfigurationUse, configurationUses } from '../pods/configuration-use.ts';
import { podKinds, podTemplateOf } from '../pods/pod-template.ts';
import { countedDoing, listed } from '../reading/amounts.ts';
import { isWithin } from '../reading/changed-fields.ts';
import { type ChangedObject, changedOfKind } from '../reading/changed-objects.ts';
import { at, stringMapOf } from '../reading/fields.ts';
import { kubectl, resourceName } from '../reading/kubectl.ts';

/** A ConfigMap or Secret changes, and Pods that have read it keep the old value because nothing restarts them. */
export const staleConfiguration: Rule = {
  name: 'stale-configuration',
  needs: [{ changed: ['ConfigMap', 'Secret'], reads: podKinds, sameNamespace: true }],
  check: (context) => {
    const restarting = new Set(changedTemplates(context).map(({ head }) => head));
    return (['ConfigMap', 'Secret'] as const).flatMap((kind) =>
      changedOfKind(context, '', kind).flatMap((object) => stale(context, restarting, object)),
    );
  },
};

/** Jobs read the new value when they run next. */
const running = new Set(['DaemonSet', 'Deployment', 'Pod', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

const stale = (
  { head: world }: RuleContext,
  restarting: ReadonlySet<SideObject>,
  { base, head, fields }: ChangedObject,
): readonly RuleEffect[] => {
  const changed = fields.filter((field) => ['data', 'binaryData', 'stringData'].some((map) => isWithin(field, map)));
  const [cause] = changed;
  if (cause === undefined || at(base.manifest, 'immutable') === true) return [];
  const keys = new Set(changed.map(({ path: [, key] }) => key));
  const counts = ({ kind, name, key }: ConfigurationUse): boolean =>
    kind === head.identity.kind &&
    name === head.identity.name &&
    (key === undefined || keys.has(key) || keys.has(undefined));
  const users = world
    .inNamespace(head.identity.namespace)
    .filter((object) => running.has(object.identity.kind) && !restarting.has(object) && !isReloaded(object))
    .map((object) => ({
      object,
      uses: configurationUses(podTemplateOf(object.manifest)?.spec ?? {}).filter(counts),
    }));
  const keeping = users.filter(({ uses }) => uses.some(({ how }) => how !== 'folder'));
  const following = users.filter(({ uses }) => uses.length > 0 && uses.every(({ how }) => how === 'folder'));
  const about = { object: head.identity, field: cause.path };
  return [
    ...(keeping.length === 0 ? [] : [{ ...about, ...keepingEffect(keeping) }]),
    ...(following.length === 0 ? [] : [{ ...about, ...followingEffect(following.map(({ object }) => object)) }]),
  ];
};

/** Controllers that restart Pods when their configuration changes. */
const isReloaded = ({ manifest }: SideObject): boolean =>
  [...stringMapOf(manifest.metadata.annotations).keys(), ...(podTemplateOf(manifest)?.annotations.keys() ?? [])].some(
    (key) => /(?:^|\.)reloader\.stakater\.com\/|^wave\.pusher\.com\//.test(key),
  );

const nameOf = ({ identity }: SideObject): string => `${identity.kind} ${identity.name}`;

const restart = ({ identity }: SideObject): string =>
  identity.kind === 'Pod'
    ? kubectl(identity, 'delete', resourceName(identity))
    : kubectl(identity, 'rollout', 'restart', resourceName(identity));

const keepingEffect = (
  users: readonly { readonly object: SideObject; readonly uses: readonly ConfigurationUse[] }[],
): Omit<RuleEffect, 'object'> => {
  const objects = users.map(({ object }) => object);
  const isVariable = users.some(({ uses }) => uses.some(({ how }) => how === 'variable'));
  const why = isVariable ? 'environment variables are read at the start' : 'a file mounted by subPath is never updated';
  return {
    severity: 'warning',
    message: `${countedDoing(users.length, 'workload', 'keep')} the old value until the Pods restart (${listed(objects.map(nameOf))}): ${why}`,
    advice:
      'put a hash of the content into the name or into an annotation of the Pod template, or restart them after the sync',
    commands: objects.map(restart),
  };
};

const followingEffect = (objects: readonly SideObject[]): Omit<RuleEffect, 'object'> => ({
  severity: 'info',
  message: `files of ${listed(objects.map(nameOf))} change within a minute or two and no Pod restarts: it counts only if the program reads them again`,
});
