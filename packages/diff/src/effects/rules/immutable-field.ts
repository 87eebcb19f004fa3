import type { RuleEffect } from '../../model/effect.ts';
import { type FieldPath, fieldText } from '../../model/field-path.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { Severity } from '../../model/severity.ts';
import { isReplacedByForce } from '../argocd/sync-options.ts';
import { type Refusal, refusalsOf } from '../immutable/refusals.ts';
import { wayOutOf } from '../immutable/way-out.ts';
import { type ChangedObject, changedObjects } from '../reading/changed-objects.ts';
import { at } from '../reading/fields.ts';

/** A field changes that an API server never changes in place: the sync stops there, or the object is made anew. */
export const immutableField: Rule = {
  name: 'immutable-field',
  // The definition that freezes a field may come from an Application that does not change.
  needs: [{ changed: ['MySQL.otus.homework'], reads: ['CustomResourceDefinition.apiextensions.k8s.io'] }],
  check: (context) =>
    changedObjects(context)
      .filter((object) => !isMadeAnewEachSync(context, object))
      .flatMap((object) => refusalsOf(context.head, object).map((refusal) => effectOf(context, object, refusal))),
};

/** How a field is called: the field below `spec` that is immutable as a whole, or the size of a claim. */
const nameOf = (kind: string, field: FieldPath): string =>
  kind === 'PersistentVolumeClaim' ? fieldText(field) : fieldText(field.slice(0, field[0] === 'spec' ? 2 : 1));

/** A hook is deleted before it is made again unless its policies say otherwise. */
const isMadeAnewEachSync = ({ knowledge }: RuleContext, { base }: ChangedObject): boolean => {
  const { status, deletePolicies } = knowledge.hookOf(base.manifest);
  return status === 'hook' && deletePolicies.some((policy) => policy !== 'HookFailed');
};

const effectOf = (context: RuleContext, object: ChangedObject, refusal: Refusal): RuleEffect => {
  const { head } = object;
  const { kind } = head.identity;
  const field = refusal.change.path;
  const name = nameOf(kind, field);
  if (isReplacedByForce(context.head, head)) {
    return {
      severity: lossOf(kind),
      object: head.identity,
      field,
      verb: 'recreate',
      message: `${name} of a ${kind} cannot change in place; Force=true has Argo CD delete the object and make it anew, and whatever it owns goes with it`,
      ...(lossOf(kind) === 'danger'
        ? { advice: 'remove the sync options and make a new object under another name' }
        : {}),
    };
  }
  const by =
    refusal.by === 'definition'
      ? 'its CustomResourceDefinition forbids it (self == oldSelf)'
      : 'the API server refuses it';
  // A Job that has cleaned itself up is made anew, and nothing is refused; who can tell when that was?
  const mayBeGone = kind === 'Job' && at(object.base.manifest, 'spec', 'ttlSecondsAfterFinished') !== undefined;
  return {
    severity: mayBeGone ? 'warning' : 'danger',
    object: head.identity,
    field,
    verb: 'recreate',
    message: `${name} of a ${kind} cannot change in place: ${mayBeGone ? 'unless the Job has ended and cleaned itself up, ' : ''}${by}, and the sync stops half-way and is tried again without end`,
    ...wayOutOf(object, refusal, context.head),
  };
};

const losing = new Set(['CustomResourceDefinition', 'PersistentVolume', 'PersistentVolumeClaim', 'Namespace']);

const lossOf = (kind: string): Severity => (losing.has(kind) ? 'danger' : kind === 'Job' ? 'notice' : 'warning');
