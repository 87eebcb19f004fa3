import { type ApiAccess, type Manifest, recordOrigin } from '@wildermesser/manifest';
import { clusterRole, clusterRoleBinding, role, roleBinding } from '@wildermesser/manifest/rbac/v1';
import { policyRules } from './policy-rules.ts';

/** Roles and bindings that the program makes from the calls that a program's code makes. */
export interface RolesSource {
  readonly make: 'Roles';
  /** The file that the program starts with, from the root of the repository. */
  readonly entry: string;
  /** Of the roles and bindings. */
  readonly name: string;
  /** Who gets them; in the namespace of the component, where the program runs. Default: the name. */
  readonly serviceAccount?: string;
  /** Where the program works. Default: everywhere, by a ClusterRole; otherwise each gets a Role. */
  readonly namespaces?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
}

/** Declares the roles of a program by its entry file. */
export const rolesFromCode = (declared: Omit<RolesSource, 'make'>): RolesSource => {
  const remembered: RolesSource = { make: 'Roles', ...declared };
  recordOrigin(remembered, rolesFromCode);
  return remembered;
};

/**
 * The roles and bindings that allow exactly these accesses: a ClusterRole for what has no namespace, or is wanted in all; a
 * Role for each namespace that the program works in; and one for what it does in its own.
 *
 * @param home the namespace that the program runs in
 */
export const roleManifests = (
  { name, serviceAccount = name, namespaces, labels }: RolesSource,
  accesses: readonly ApiAccess[],
  home: string,
): readonly Manifest[] => {
  const isOwn = (access: ApiAccess): boolean => access.isNamespaced && access.isOwnNamespace;
  const everywhere = accesses.filter((access) => !access.isNamespaced || (namespaces === undefined && !isOwn(access)));
  const inNamespaces =
    namespaces === undefined ? [] : accesses.filter((access) => access.isNamespaced && !isOwn(access));
  const worksAtHome = namespaces === undefined || namespaces.includes(home);
  const isCovered = ({ group, resource, verb }: ApiAccess): boolean =>
    worksAtHome &&
    accesses.some(
      (other) =>
        !isOwn(other) &&
        other.names === undefined &&
        other.group === group &&
        other.resource === resource &&
        other.verb === verb,
    );
  const own = accesses.filter((access) => isOwn(access) && !isCovered(access));
  const subjects = [{ kind: 'ServiceAccount', name: serviceAccount, namespace: home } as const];
  const metadata = { name, ...(labels === undefined ? {} : { labels }) };
  const roleRef = <Kind extends 'ClusterRole' | 'Role'>(kind: Kind) =>
    ({ apiGroup: 'rbac.authorization.k8s.io', kind, name }) as const;
  const wanted = [...new Set([...(namespaces ?? []), home])].map((namespace) => ({
    namespace,
    accesses: [...((namespaces ?? []).includes(namespace) ? inNamespaces : []), ...(namespace === home ? own : [])],
  }));
  return [
    ...(everywhere.length === 0
      ? []
      : [
          clusterRole({ metadata, rules: policyRules(everywhere) }),
          clusterRoleBinding({ metadata, roleRef: roleRef('ClusterRole'), subjects }),
        ]),
    ...wanted.flatMap(({ namespace, accesses: allowed }) =>
      allowed.length === 0
        ? []
        : [
            role({ metadata: { ...metadata, namespace }, rules: policyRules(allowed) }),
            roleBinding({ metadata: { ...metadata, namespace }, roleRef: roleRef('Role'), subjects }),
          ],
    ),
  ];
};
