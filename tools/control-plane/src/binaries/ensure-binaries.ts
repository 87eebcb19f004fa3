import type { Binaries } from './binaries.ts';
import { compileBinaries } from './compile-binaries.ts';
import { findBinaries } from './find-binaries.ts';
import { recipeName } from './recipe.ts';
import { withLock } from './with-lock.ts';

/** The programs of a cluster; compiles them when they are nowhere, once even if several processes ask. */
export const ensureBinaries = async (log: (line: string) => void): Promise<Binaries> => {
  const known = await findBinaries();
  if (known !== undefined) return known;
  await withLock(
    `wildermesser-kubernetes-${recipeName}`,
    () => log('another process compiles Kubernetes; waiting for it'),
    async () => {
      if ((await findBinaries()) === undefined) await compileBinaries(log);
    },
  );
  return (await findBinaries()) as Binaries;
};
