import type { Scopes } from '@wildermesser/emit';
import type { Catalog } from '@wildermesser/manifest';

/** What emission asks of a catalog. */
export const scopesOf = (catalog: Catalog): Scopes => {
  const groups = new Map<string, Set<string>>();
  for (const { group, kind } of catalog.resources) groups.set(kind, (groups.get(kind) ?? new Set()).add(group));
  return {
    isNamespaced: catalog.isNamespaced,
    isBuiltIn: (group) => catalog.isBuiltInGroup(group),
    isShared: (kind) => (groups.get(kind)?.size ?? 0) > 1,
  };
};
