import { ExecError } from '@wildermesser/exec';
import type { Cluster } from './cluster.ts';

/** Whether an API server takes an update, and if not, in its words. */
export type UpdateOutcome = { readonly accepted: true } | { readonly accepted: false; readonly message: string };

const apply = async ({ kubectl }: Cluster, manifest: object): Promise<UpdateOutcome> => {
  const args = ['apply', '--server-side', '--force-conflicts', '--field-manager=try-update', '--filename=-'];
  try {
    await kubectl(args, { input: JSON.stringify(manifest) });
    return { accepted: true };
  } catch (error) {
    if (error instanceof ExecError && error.code === 'FAILED') return { accepted: false, message: error.stderr.trim() };
    throw error;
  }
};

/**
 * Asks a real API server whether an object may become another: applies `base`, which has to be accepted, then `changed`
 * over it, server-side as Argo CD does, and deletes it without waiting for its finalizers. Both name the same object,
 * whose namespace has to exist. Throws when `base` is refused.
 */
export const tryUpdate = async (cluster: Cluster, base: object, changed: object): Promise<UpdateOutcome> => {
  const created = await apply(cluster, base);
  if (!created.accepted) throw new Error(`the object to start from is refused: ${created.message}`);
  try {
    return await apply(cluster, changed);
  } finally {
    const input = JSON.stringify(base);
    await cluster.kubectl(['patch', '--filename=-', '--type=merge', '--patch={"metadata":{"finalizers":null}}'], {
      input,
    });
    await cluster.kubectl(
      ['delete', '--filename=-', '--wait=false', '--ignore-not-found', '--grace-period=0', '--force'],
      { input },
    );
  }
};
