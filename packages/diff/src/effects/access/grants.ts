import type { AccessRequest } from '../../model/knowledge.ts';
import type { World } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { at, recordsOf, stringMapOf, textOf } from '../reading/fields.ts';
import { selects } from '../reading/label-selector.ts';
import { type Permission, permissionsOf } from './permission.ts';

const rbac = 'rbac.authorization.k8s.io';

/** Kinds that grant something, as a `Need` names them. */
export const accessKinds: readonly string[] = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'].map(
  (kind) => `${kind}.${rbac}`,
);

/** Somebody as a binding names them. */
export interface Grantee {
  readonly subject: AccessRequest['subject'];
  /** `ServiceAccount shop/web`, `Group system:authenticated`. */
  readonly text: string;
}

/** What one binding grants. */
export interface Grant {
  readonly binding: SideObject;
  /** The role that is bound and those aggregated into it; empty when the cluster has it and the repository does not. */
  readonly roles: readonly SideObject[];
  readonly roleName: string;
  readonly roleKind: string;
  /** `''`: in the whole cluster. */
  readonly namespace: string;
  readonly grantees: readonly Grantee[];
  readonly permissions: readonly Permission[];
}

/** Everything that the bindings of a side grant. */
export const grantsOf = (world: World): readonly Grant[] =>
  [...world.ofKind(rbac, 'ClusterRoleBinding'), ...world.ofKind(rbac, 'RoleBinding')].map((binding) => {
    const { namespace } = binding.identity;
    const roleKind = textOf(at(binding.manifest, 'roleRef', 'kind'));
    const roleName = textOf(at(binding.manifest, 'roleRef', 'name'));
    const roles = boundRoles(world, namespace, roleKind, roleName);
    return {
      binding,
      roles,
      roleName,
      roleKind,
      namespace,
      grantees: recordsOf(at(binding.manifest, 'subjects')).flatMap((subject) => granteeOf(subject, namespace)),
      permissions: roles.flatMap(({ manifest }) => recordsOf(at(manifest, 'rules')).flatMap(permissionsOf)),
    };
  });

const boundRoles = (world: World, namespace: string, kind: string, name: string): readonly SideObject[] => {
  const role = world.find({ group: rbac, kind, namespace: kind === 'Role' ? namespace : '', name });
  if (role === undefined) return [];
  const selectors = recordsOf(at(role.manifest, 'aggregationRule', 'clusterRoleSelectors'));
  const aggregated = world
    .ofKind(rbac, 'ClusterRole')
    .filter(({ manifest }) => selectors.some((selector) => selects(selector, stringMapOf(manifest.metadata.labels))));
  return [role, ...aggregated.filter((other) => other !== role)];
};

const granteeOf = (subject: unknown, bindingNamespace: string): readonly Grantee[] => {
  const name = textOf(at(subject, 'name'));
  switch (at(subject, 'kind')) {
    case 'User':
      return [{ subject: { user: name }, text: `User ${name}` }];
    case 'Group':
      return [{ subject: { group: name }, text: `Group ${name}` }];
    case 'ServiceAccount': {
      const namespace = textOf(at(subject, 'namespace')) || bindingNamespace;
      return [{ subject: { serviceAccount: { namespace, name } }, text: `ServiceAccount ${namespace}/${name}` }];
    }
    default:
      return [];
  }
};

/** The request that asks for exactly this permission; `*` is only granted by `*`. */
export const requestFor = ({ subject }: Grantee, namespace: string, permission: Permission): AccessRequest => {
  if ('url' in permission) return { subject, verb: permission.verb, url: permission.url };
  const { verb, apiGroup, name } = permission;
  const [resource = '', subresource] = permission.resource.split('/');
  return {
    subject,
    verb,
    apiGroup,
    resource,
    ...(subresource === undefined ? {} : { subresource }),
    ...(name === '' ? {} : { name }),
    ...(namespace === '' ? {} : { namespace }),
  };
};
