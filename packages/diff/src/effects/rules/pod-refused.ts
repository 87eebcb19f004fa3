import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext, World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { enforcedLevel } from '../pods/enforced-level.ts';
import { podKinds, podTemplateOf } from '../pods/pod-template.ts';
import { listed } from '../reading/amounts.ts';
import { at } from '../reading/fields.ts';

/** The namespace does not let in Pods that it let in before, by the level that it enforces. */
export const podRefused: Rule = {
  name: 'pod-refused',
  needs: [
    { changed: podKinds, reads: ['Namespace'] },
    { changed: ['Namespace'], reads: podKinds, sameNamespace: true },
  ],
  check: (context) => affectedObjects(context).flatMap((object) => judge(context, object)),
};

/** Objects that differ, and those in a namespace whose level may. */
const affectedObjects = ({ head, changes }: RuleContext): readonly SideObject[] => {
  const namespaces = new Set(
    changes.flatMap(({ identity, head: object }) => {
      if (identity.kind === 'Namespace') return [identity.name];
      const managed = at(object?.manifest, 'spec', 'destination', 'namespace');
      return identity.kind === 'Application' && typeof managed === 'string' ? [managed] : [];
    }),
  );
  return [
    ...[...namespaces].flatMap((namespace) => head.inNamespace(namespace)),
    ...changes.flatMap((change) =>
      change.verb === 'none' || change.head === undefined || namespaces.has(change.identity.namespace)
        ? []
        : [change.head],
    ),
  ];
};

/** The controls that the Pods of an object violate in the namespace that they are in. */
export const violatedControls = (
  { knowledge }: Pick<RuleContext, 'knowledge'>,
  world: World,
  { identity, manifest }: SideObject,
): readonly string[] => {
  const template = podTemplateOf(manifest);
  const level = template === undefined ? undefined : enforcedLevel(world, identity.namespace);
  if (template === undefined || level === undefined || level === 'privileged') return [];
  return knowledge.podSecurityViolations(level, template.spec, template.annotations).map(({ control }) => control);
};

const judge = (context: RuleContext, object: SideObject): readonly RuleEffect[] => {
  const violated = violatedControls(context, context.head, object);
  if (violated.length === 0) return [];
  const old = context.base.find(object.identity);
  if (old !== undefined && violatedControls(context, context.base, old).length > 0) return [];
  const { kind, namespace } = object.identity;
  const level = enforcedLevel(context.head, namespace);
  const consequence =
    kind === 'Pod'
      ? 'the API server refuses it'
      : 'no Pod of it starts; those that run stay until they are replaced or their node is drained';
  return [
    {
      severity: 'danger',
      object: object.identity,
      ...(podTemplateOf(object.manifest)?.path.length === 0
        ? { field: ['spec'] }
        : { field: [...(podTemplateOf(object.manifest)?.path ?? []), 'spec'] }),
      message: `${consequence}: ${namespace} enforces the level ${level}, and ${listed(violated)} ${violated.length === 1 ? 'does' : 'do'} not pass`,
      advice: `mend its security context, or enforce a laxer level on ${namespace}`,
    },
  ];
};
