import type { RuleEffect } from '../../model/effect.ts';
import type { Rule, RuleContext } from '../../model/rule.ts';
import { grantingField } from '../access/granting-field.ts';
import { accessKinds, type Grantee } from '../access/grants.ts';
import { type NewPermissions, newPermissions } from '../access/new-permissions.ts';
import { permissionsText } from '../access/permission-text.ts';

/** Somebody who stays loses what they could do. */
export const accessNarrowed: Rule = {
  name: 'access-narrowed',
  needs: [{ changed: accessKinds, reads: [...accessKinds, 'ServiceAccount'] }],
  check: (context) => {
    const changed = new Set(context.changes.flatMap(({ base }) => (base === undefined ? [] : [base])));
    return newPermissions(context.knowledge, context.head, context.base, (object) => changed.has(object))
      .filter(({ grantee }) => !goesToo(context, grantee))
      .map((lost) => effectOf(context, lost));
  },
};

/** A ServiceAccount that is removed needs nothing any more. */
const goesToo = ({ base, head }: RuleContext, { subject }: Grantee): boolean => {
  if (!('serviceAccount' in subject)) return false;
  const identity = { group: '', kind: 'ServiceAccount', ...subject.serviceAccount };
  return base.find(identity) !== undefined && head.find(identity) === undefined;
};

const effectOf = (context: RuleContext, { grant, grantee, permissions }: NewPermissions): RuleEffect => {
  const isBound = context.head.find(grant.binding.identity) !== undefined;
  const change = context.changes.find(
    ({ base }) => base !== undefined && [...grant.roles, grant.binding].includes(base),
  );
  const what =
    grant.roles.length === 0 ? `do what the ${grant.roleKind} ${grant.roleName} allows` : permissionsText(permissions);
  const scope = grant.namespace === '' ? 'in the whole cluster' : `in ${grant.namespace}`;
  const field = grantingField(change?.fields ?? []);
  return {
    severity: 'notice',
    object: change?.identity ?? grant.binding.identity,
    ...(field === undefined ? {} : { field }),
    message: `${grantee.text} may no longer ${what} ${scope}${isBound ? '' : ': its binding goes'}`,
  };
};
