import type { RoleRef } from '@wildermesser/manifest/rbac/v1';

/** The API group of roles and bindings, without which Argo CD sees a difference for ever. */
export const rbacGroup = 'rbac.authorization.k8s.io';

/** A reference to a ClusterRole; `admin` and `view` are there in every cluster. */
export const clusterRoleRef = (name: string): RoleRef => ({ apiGroup: rbacGroup, kind: 'ClusterRole', name });
