import { fieldText } from '../../model/field-path.ts';
import type { RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { isReplacedByForce } from '../argocd/sync-options.ts';
import { refusalsOf } from '../immutable/refusals.ts';
import type { ChangedObject } from '../reading/changed-objects.ts';
import { at, textOf, textsOf } from '../reading/fields.ts';
import { violatedControls } from '../rules/pod-refused.ts';

/** Why an object cannot be applied when its turn comes; undefined when nothing is known to be in the way. */
export const stepFault = (
  context: RuleContext,
  object: SideObject,
  changed: ChangedObject | undefined,
): string | undefined =>
  missingKind(context, object) ??
  missingNamespace(context, object) ??
  (changed === undefined ? refusedPod(context, object) : refusedChange(context, changed));

const refusedChange = (context: RuleContext, changed: ChangedObject): string | undefined => {
  if (context.knowledge.hookOf(changed.head.manifest).status !== 'none') return undefined;
  if (isReplacedByForce(context.head, changed.head)) return undefined;
  // A Job that has cleaned itself up is made anew.
  if (at(changed.base.manifest, 'spec', 'ttlSecondsAfterFinished') !== undefined) return undefined;
  const [refusal] = refusalsOf(context.head, changed);
  return refusal === undefined ? undefined : `${fieldText(refusal.change.path)} cannot change in place`;
};

const refusedPod = (context: RuleContext, object: SideObject): string | undefined => {
  if (object.identity.kind !== 'Pod' || object.identity.group !== '') return undefined;
  const [control] = violatedControls(context, context.head, object);
  return control === undefined ? undefined : `the level that its namespace enforces refuses it: ${control}`;
};

/** A kind whose definition goes with this change; a kind that nobody here defines may be there already. */
const missingKind = ({ base, head }: RuleContext, { identity }: SideObject): string | undefined => {
  const defines = (world: typeof base): boolean =>
    world
      .ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')
      .some(
        ({ manifest }) =>
          textOf(at(manifest, 'spec', 'group')) === identity.group &&
          textOf(at(manifest, 'spec', 'names', 'kind')) === identity.kind,
      );
  return defines(base) && !defines(head) ? `its CustomResourceDefinition goes with this change` : undefined;
};

const missingNamespace = ({ base, head }: RuleContext, object: SideObject): string | undefined => {
  const name = object.identity.namespace;
  if (name === '') return undefined;
  const declared = (world: typeof base): boolean =>
    world.find({ group: '', kind: 'Namespace', namespace: '', name }) !== undefined;
  const application = head.application(object.application)?.manifest;
  const makesIt =
    at(application, 'spec', 'destination', 'namespace') === name &&
    textsOf(at(application, 'spec', 'syncPolicy', 'syncOptions')).includes('CreateNamespace=true');
  return declared(base) && !declared(head) && !makesIt ? `its Namespace ${name} goes with this change` : undefined;
};
