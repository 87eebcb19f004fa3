import type { Knowledge } from '../../model/knowledge.ts';
import type { World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { type Grant, type Grantee, grantsOf, requestFor } from './grants.ts';
import type { Permission } from './permission.ts';

/** What somebody may do on one side and not on the other. */
export interface NewPermissions {
  readonly grant: Grant;
  readonly grantee: Grantee;
  /** Empty when nobody knows: the role is neither declared nor one that every cluster has. */
  readonly permissions: readonly Permission[];
}

const rbac = 'rbac.authorization.k8s.io';

type Allows = ReturnType<Knowledge['access']>['allows'];

/** Roles that every cluster has, strongest first; what they allow is asked for, as the repository does not say it. */
const builtIn = ['cluster-admin', 'admin', 'edit', 'view'];

/** Permissions that tell the built-in roles apart and matter most. */
const probes: readonly Permission[] = [
  { verb: '*', apiGroup: '*', resource: '*', name: '' },
  { verb: 'create', apiGroup: 'rbac.authorization.k8s.io', resource: 'rolebindings', name: '' },
  { verb: 'get', apiGroup: '', resource: 'secrets', name: '' },
  { verb: 'create', apiGroup: '', resource: 'pods', name: '' },
  { verb: 'create', apiGroup: '', resource: 'pods/exec', name: '' },
  { verb: 'create', apiGroup: 'apps', resource: 'deployments', name: '' },
  { verb: 'get', apiGroup: '', resource: 'configmaps', name: '' },
  { verb: 'get', apiGroup: '', resource: 'pods', name: '' },
];

/**
 * The set difference of what the bindings of two sides grant, per subject: bindings that differ, whose role differs, or
 * into whose role something is aggregated that differs. What somebody had in another way is not new.
 */
export const newPermissions = (
  knowledge: Knowledge,
  before: World,
  after: World,
  isChanged: (object: SideObject) => boolean,
): readonly NewPermissions[] => {
  if (
    !['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'].some((kind) =>
      after.ofKind(rbac, kind).some(isChanged),
    )
  )
    return [];
  const affected = grantsOf(after).filter(({ binding, roles }) => isChanged(binding) || roles.some(isChanged));
  if (affected.length === 0) return [];
  const held = grantsOf(before);
  const had = accessOf(knowledge, before);
  const has = accessOf(knowledge, after);
  return affected.flatMap((grant) =>
    grant.grantees.flatMap((grantee) => {
      const isNew = (permission: Permission): boolean => {
        const request = requestFor(grantee, grant.namespace, permission);
        return !had(request) && has(request);
      };
      if (grant.roles.length === 0 && !builtIn.includes(grant.roleName))
        return isHeld(held, grant, grantee) ? [] : [{ grant, grantee, permissions: [] }];
      const asked = grant.roles.length === 0 ? probes : grant.permissions;
      const permissions = asked.filter(isNew);
      return permissions.length === 0 ? [] : [{ grant, grantee, permissions }];
    }),
  );
};

/** Whether somebody is bound to the same role in the same place already. */
const isHeld = (held: readonly Grant[], { roleName, namespace }: Grant, { text }: Grantee): boolean =>
  held.some(
    (other) =>
      other.roleName === roleName &&
      other.namespace === namespace &&
      other.grantees.some((grantee) => grantee.text === text),
  );

const accessOf = (knowledge: Knowledge, world: World): Allows => {
  const kinds = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'];
  return knowledge.access(kinds.flatMap((kind) => world.ofKind(rbac, kind).map(({ manifest }) => manifest))).allows;
};
