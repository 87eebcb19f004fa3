import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../with-lock.ts';
import type { Binaries } from './binaries.ts';
import { compile } from './compile.ts';
import { findBinaries } from './find-binaries.ts';
import type { GoRecipe } from './go-recipe.ts';
import { corednsRecipe, kubernetesRecipe } from './recipes.ts';

/** Compiles what is not in the cache, once even if several processes ask. */
const ensureCompiled = async (recipe: GoRecipe, log: (line: string) => void): Promise<void> => {
  const isThere = (): boolean => existsSync(recipe.target);
  if (isThere()) return;
  await withLock(
    recipe.target,
    () => log(`another process compiles ${recipe.name}; waiting for it`),
    async () => {
      if (!isThere()) await compile(recipe, log);
    },
  );
};

/** The programs of a cluster; compiles them when they are nowhere. */
export const ensureBinaries = async (log: (line: string) => void): Promise<Binaries> => {
  const known = await findBinaries();
  if (known !== undefined) return known;
  await ensureCompiled(kubernetesRecipe, log);
  return (await findBinaries()) as Binaries;
};

/** The path of CoreDNS; compiles it when it is not in the cache. */
export const ensureCoredns = async (log: (line: string) => void): Promise<string> => {
  await ensureCompiled(corednsRecipe, log);
  return join(corednsRecipe.target, 'coredns');
};
