import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { at, type Fields, recordsOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { missingReference, unknownReference } from '../unknown-reference.ts';
import { ofKinds, type World } from '../world.ts';
import { unknownNamespace } from './namespace-declared.ts';
import { unknownServiceAccount } from './service-account-reference.ts';

const group = 'rbac.authorization.k8s.io';
const userFacing = new Set(['cluster-admin', 'admin', 'edit', 'view']);
/** A Role that the API server makes in kube-system and whose name has no `system:` in front. */
const delegated = 'extension-apiserver-authentication-reader';
const accountUser = /^system:serviceaccount:([^:]+):([^:]+)$/;
const accountGroup = /^system:serviceaccounts:(.+)$/;

/** A binding binds a role that exists to subjects that can exist. */
export const roleBindings: Rule = {
  name: 'role-bindings',
  check: (world) =>
    ofKinds(world, group, ['RoleBinding', 'ClusterRoleBinding']).flatMap((binding) => [
      ...roleFaults(world, binding),
      ...recordsOf(at(binding, 'subjects')).flatMap((subject, index) => [
        ...groupFaults(binding, subject, `subjects[${index}]`),
        ...subjectFaults(world, binding, subject, `subjects[${index}]`),
      ]),
    ]),
};

const roleFaults = (world: World, binding: Manifest): Finding[] => {
  const kind = textOf(at(binding, 'roleRef', 'kind'));
  const name = textOf(at(binding, 'roleRef', 'name'));
  const faults: Finding[] = [];
  const apiGroup = at(binding, 'roleRef', 'apiGroup');
  if (apiGroup !== group) faults.push(wrongGroup(binding, 'roleRef.apiGroup', `roleRef has ${written(apiGroup)}`));
  if (kind === 'ClusterRole') {
    if (userFacing.has(name) || name.startsWith('system:')) return faults;
    return [...faults, ...unknownRole(world, binding, { kind, name, namespace: '' })];
  }
  const namespace = binding.metadata.namespace ?? '';
  if (binding.kind === 'ClusterRoleBinding') {
    return [
      ...faults,
      findingOn(binding, {
        severity: 'error',
        code: 'unknown-role',
        field: 'roleRef.kind',
        message: `a ClusterRoleBinding can only bind a ClusterRole, not the ${kind || 'nothing'} "${name}"`,
        advice: 'bind a ClusterRole, or use a RoleBinding',
      }),
    ];
  }
  if (namespace.startsWith('kube-') && (name.startsWith('system:') || name === delegated)) return faults;
  return [...faults, ...unknownRole(world, binding, { kind, name, namespace })];
};

const unknownRole = (
  world: World,
  binding: Manifest,
  role: { readonly kind: string; readonly name: string; readonly namespace: string },
): Finding[] => unknownReference(world, binding, { ...role, code: 'unknown-role', field: 'roleRef.name', group });

const groupFaults = (binding: Manifest, { kind, apiGroup }: Fields, field: string): Finding[] => {
  if (kind === 'ServiceAccount') {
    return apiGroup === undefined
      ? []
      : [
          wrongGroup(
            binding,
            `${field}.apiGroup`,
            `a ServiceAccount is in the core group, not in ${written(apiGroup)}`,
          ),
        ];
  }
  return apiGroup === group
    ? []
    : [wrongGroup(binding, `${field}.apiGroup`, `a ${textOf(kind)} as subject has ${written(apiGroup)}`)];
};

const written = (apiGroup: unknown): string =>
  apiGroup === undefined ? 'no apiGroup' : `the apiGroup "${textOf(apiGroup)}"`;

/** Written any other way the API server refuses it or rewrites it, and Argo CD sees a difference for ever. */
const wrongGroup = (binding: Manifest, field: string, message: string): Finding =>
  findingOn(binding, {
    severity: 'error',
    code: 'wrong-api-group',
    field,
    message,
    advice: `write apiGroup: ${group} for roles, users and groups, and leave it out for ServiceAccounts`,
  });

const subjectFaults = (world: World, binding: Manifest, subject: Fields, field: string): Finding[] => {
  const name = textOf(subject.name);
  switch (subject.kind) {
    case 'ServiceAccount': {
      const namespace = textOf(subject.namespace) || (binding.metadata.namespace ?? '');
      if (namespace !== '') return unknownServiceAccount(world, binding, `${field}.name`, namespace, name);
      const reference = { group: '', kind: 'ServiceAccount', namespace, name };
      return [
        missingReference(world, binding, { ...reference, code: 'missing-namespace', field: `${field}.namespace` }),
      ];
    }
    case 'User': {
      const [, namespace, account] = accountUser.exec(name) ?? [];
      if (namespace === undefined || account === undefined) return [];
      return unknownServiceAccount(world, binding, `${field}.name`, namespace, account);
    }
    case 'Group':
      return unknownNamespace(world, binding, `${field}.name`, accountGroup.exec(name)?.[1] ?? '');
    default:
      return [];
  }
};
