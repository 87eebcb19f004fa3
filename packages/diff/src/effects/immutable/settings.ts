import type { ChangedObject } from '../reading/changed-objects.ts';
import { at, recordsOf } from '../reading/fields.ts';
import { type ImmutableFields, ofKind } from './immutable-fields.ts';

/** Objects are stored in the version that is marked so, and perhaps in earlier ones that only the cluster knows. */
const removesStored = ({ base, head }: ChangedObject): boolean => {
  const stored = recordsOf(at(base.manifest, 'spec', 'versions')).find(({ storage }) => storage === true);
  const names = recordsOf(at(head.manifest, 'spec', 'versions')).map(({ name }) => name);
  return stored !== undefined && !names.includes(stored.name);
};

const isFrozen = ({ base }: ChangedObject): boolean => at(base.manifest, 'immutable') === true;

/** Kinds that say how others are treated. Source: validation of each API group, checked against an API server. */
export const immutableSettings: readonly ImmutableFields[] = [
  ...ofKind('', 'ConfigMap', { fields: ['data', 'binaryData', 'immutable'], when: isFrozen }),
  ...ofKind('', 'Secret', { fields: ['type'] }, { fields: ['data', 'stringData', 'immutable'], when: isFrozen }),
  ...ofKind('', 'ResourceQuota', { fields: ['spec.scopes'] }),
  ...ofKind('rbac.authorization.k8s.io', 'RoleBinding', { fields: ['roleRef'] }),
  ...ofKind('rbac.authorization.k8s.io', 'ClusterRoleBinding', { fields: ['roleRef'] }),
  ...ofKind('scheduling.k8s.io', 'PriorityClass', { fields: ['value', 'preemptionPolicy'] }),
  ...ofKind('node.k8s.io', 'RuntimeClass', { fields: ['handler'] }),
  ...ofKind('resource.k8s.io', 'ResourceClaim', { fields: ['spec'] }),
  ...ofKind('resource.k8s.io', 'ResourceClaimTemplate', { fields: ['spec'] }),
  ...ofKind(
    'apiextensions.k8s.io',
    'CustomResourceDefinition',
    { fields: ['spec.group', 'spec.scope', 'spec.names.kind', 'spec.names.plural'] },
    { fields: ['spec.versions'], when: removesStored },
  ),
];
