import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { deletesWhatItMade, removalOf } from '../argocd/pruning.ts';
import { counted } from '../reading/amounts.ts';
import { goneObjects } from '../reading/changed-objects.ts';
import { at, fieldsOf } from '../reading/fields.ts';
import { kubectl, resourceName } from '../reading/kubectl.ts';

/** An Application or ApplicationSet goes: with Argo CD's finalizer everything it made goes, without it nothing does. */
export const applicationRemoved: Rule = {
  name: 'application-removed',
  check: (context) =>
    goneObjects(context)
      .filter(({ identity }) => identity.group === 'argoproj.io')
      .flatMap((object) =>
        object.identity.kind === 'Application'
          ? application(context, object)
          : object.identity.kind === 'ApplicationSet'
            ? set(context, object)
            : [],
      ),
};

const application = ({ base, head }: RuleContext, object: SideObject): readonly RuleEffect[] => {
  const removal = removalOf(base, head, object);
  if (removal === 'kept' || removal === 'left') return [];
  const name = object.identity.name;
  const made = base.application(name)?.objects ?? [];
  const gone = made.filter(({ identity }) => head.find(identity) === undefined).length;
  if (!deletesWhatItMade(object.manifest))
    return [
      {
        severity: 'notice',
        object: object.identity,
        message: `the Application goes and what it made stays, ${counted(gone, 'object')} without an owner: it has no finalizer`,
        advice: 'delete them by hand, or let another Application take them over',
      },
    ];
  return [
    {
      severity: 'danger',
      object: object.identity,
      message: `the Application is deleted and with it everything it made (finalizer): ${counted(made.length, 'object')}, CustomResourceDefinitions excepted`,
      advice:
        'to keep what it made, take the finalizer off in a change before this one; a renamed Application is a removed one',
      commands: [
        kubectl(
          object.identity,
          'patch',
          resourceName(object.identity),
          '--type=merge',
          '--patch={"metadata":{"finalizers":null}}',
        ),
      ],
    },
  ];
};

const set = ({ base, head }: RuleContext, object: SideObject): readonly RuleEffect[] => {
  const removal = removalOf(base, head, object);
  const isKept = at(object.manifest, 'spec', 'syncPolicy', 'preserveResourcesOnDeletion') === true;
  const finalizers = fieldsOf(at(object.manifest, 'spec', 'template'));
  if (removal === 'kept' || removal === 'left') return [];
  return [
    isKept && !deletesWhatItMade(finalizers)
      ? {
          severity: 'notice',
          object: object.identity,
          message: 'its Applications go; what they made stays (preserveResourcesOnDeletion)',
        }
      : {
          severity: 'danger',
          object: object.identity,
          message: 'its Applications are deleted, and with them everything they made',
          advice: 'set spec.syncPolicy.preserveResourcesOnDeletion to true in a change before this one',
        },
  ];
};
