import type { Manifest } from '@wildermesser/manifest';
import { serviceAccount } from '@wildermesser/manifest/core/v1';
import { roleBinding } from '@wildermesser/manifest/rbac/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels } from '@wildermesser/manifest/workload';

/** Who the pods are to the API server. */
export interface ServiceAccountOfValues {
  readonly serviceAccount: {
    /** Whether to make one. @default true */
    readonly create: boolean;
    /** By default the release's name when one is made, and `default` when not. */
    readonly name?: string;
    /** Such as the role of a cloud provider. @default {} */
    readonly annotations: Readonly<Record<string, string>>;
    /** @default false */
    readonly automount: boolean;
  };
  /** Names of Secrets that images are pulled with. @default [] */
  readonly imagePullSecrets: readonly string[];
  /** Right to read within the namespace. @default true */
  readonly mayRead: boolean;
}

const accountName = ({ serviceAccount: account }: ServiceAccountOfValues, release: Release): string =>
  account.name ?? (account.create ? release.name : 'default');

/** A ServiceAccount that is made, named or taken as it is, and what it may do. */
export const serviceAccountOf = (values: ServiceAccountOfValues, release: Release): readonly Manifest[] => {
  const name = accountName(values, release);
  const labels = recommendedLabels({ name: 'account', component: 'access', partOf: 'account' });
  const account = values.serviceAccount;
  return [
    ...(account.create
      ? [
          serviceAccount({
            metadata: { name, labels, annotations: account.annotations },
            automountServiceAccountToken: account.automount,
            imagePullSecrets: values.imagePullSecrets.map((secret) => ({ name: secret })),
          }),
        ]
      : []),
    ...(values.mayRead
      ? [
          roleBinding({
            metadata: { name: `${name}-view`, labels },
            roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
            subjects: [{ kind: 'ServiceAccount', name, namespace: release.namespace }],
          }),
        ]
      : []),
  ];
};

export const examples: readonly ServiceAccountOfValues[] = [
  { serviceAccount: { create: true, annotations: {}, automount: false }, imagePullSecrets: [], mayRead: true },
  { serviceAccount: { create: false, annotations: {}, automount: true }, imagePullSecrets: ['x'], mayRead: true },
  {
    serviceAccount: {
      create: true,
      name: 'robot',
      annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/robot' },
      automount: true,
    },
    imagePullSecrets: ['registry', 'mirror'],
    mayRead: false,
  },
];
