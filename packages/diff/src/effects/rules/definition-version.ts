import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { type DefinitionVersion, versionsOf } from '../definitions/versions.ts';
import { counted } from '../reading/amounts.ts';
import { type ChangedObject, changedOfKind } from '../reading/changed-objects.ts';
import { at, textOf } from '../reading/fields.ts';

const definitionKind = 'CustomResourceDefinition.apiextensions.k8s.io';

/** A version of a kind is no longer served, or objects are stored in another one. */
export const definitionVersion: Rule = {
  name: 'definition-version',
  needs: [{ changed: [definitionKind], reads: ['*'] }],
  check: (context) =>
    changedOfKind(context, 'apiextensions.k8s.io', 'CustomResourceDefinition').flatMap((object) => [
      ...unserved(context, object),
      ...storageMoved(object),
    ]),
};

const field = ['spec', 'versions'];

const unserved = ({ head: world }: RuleContext, { base, head }: ChangedObject): readonly RuleEffect[] => {
  const after = versionsOf(head.manifest);
  const group = textOf(at(head.manifest, 'spec', 'group'));
  const kind = textOf(at(head.manifest, 'spec', 'names', 'kind'));
  return versionsOf(base.manifest)
    .filter(({ name, served }) => served && after.find((other) => other.name === name)?.served !== true)
    .map(({ name }) => {
      const users = world.ofKind(group, kind).filter(({ manifest }) => manifest.apiVersion === `${group}/${name}`);
      return {
        severity: users.length > 0 ? 'danger' : 'warning',
        object: head.identity,
        field,
        message:
          users.length > 0
            ? `${group}/${name} is no longer served: ${counted(users.length, 'object')} of this repository cannot be applied, ${users[0]?.identity.name} first`
            : `${group}/${name} is no longer served: clients and objects that use it fail`,
        advice: 'move every user to another version first',
      };
    });
};

const storedIn = (versions: readonly DefinitionVersion[]): string =>
  versions.find(({ storage }) => storage)?.name ?? '';

const storageMoved = ({ base, head }: ChangedObject): readonly RuleEffect[] => {
  const [from, to] = [storedIn(versionsOf(base.manifest)), storedIn(versionsOf(head.manifest))];
  return from === '' || to === '' || from === to
    ? []
    : [
        {
          severity: 'notice',
          object: head.identity,
          field,
          message: `objects are stored as ${to} from their next write on, those that nobody writes stay ${from}`,
          advice: `rewrite them all, and take ${from} out of status.storedVersions, before a later change removes ${from}`,
        },
      ];
};
