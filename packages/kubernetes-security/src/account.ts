import { recordOrigin } from '@wildermesser/manifest';
import { type ServiceAccount, serviceAccount } from '@wildermesser/manifest/core/v1';
import type { Subject } from '@wildermesser/manifest/rbac/v1';

type Labels = Readonly<Record<string, string>>;

/**
 * A ServiceAccount whose pods get its token only if they ask for it: what an account may do is for the one who uses it
 * on purpose, not for everything that runs in its namespace.
 */
export const account = (name: string, namespace: string, labels: Labels): ServiceAccount => {
  const manifest = serviceAccount({ metadata: { name, namespace, labels }, automountServiceAccountToken: false });
  recordOrigin(manifest, account);
  return manifest;
};

/** A ServiceAccount as the subject of a binding. */
export const subjectOf = ({ metadata: { name = '', namespace = '' } }: ServiceAccount): Subject => ({
  kind: 'ServiceAccount',
  name,
  namespace,
});
