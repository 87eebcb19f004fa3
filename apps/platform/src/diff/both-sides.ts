import type { SideTree } from './side-tree.ts';

/** Unread on one side at least, and not the same broken file on both, which says nothing about the change. */
const unreadOrigins = (sides: readonly SideTree[]): ReadonlySet<string> => {
  const origins = sides.flatMap(({ declared }) => [...declared.unread.keys()]);
  const idsOf = (file: string) => new Set(sides.map(({ tree }) => tree.files.get(file)?.id));
  return new Set(origins.filter((origin) => idsOf(origin).size > 1 || idsOf(origin).has(undefined)));
};

/**
 * Lets both sides know what the other one does: which repositories are this one, and what could not be read. Of a file or
 * an ApplicationSet that is understood on one side only the Applications are left out on both: they would seem to come or
 * go.
 */
export const alike = (sides: readonly SideTree[]): readonly SideTree[] => {
  const repositories = new Set(sides.flatMap((side) => [...side.repositories]));
  const origins = unreadOrigins(sides);
  return sides.map((side): SideTree => {
    const { declared } = side;
    const applications = declared.applications.filter((each) => !origins.has(declared.origins.get(each) ?? ''));
    const unread = new Map([...declared.unread].filter(([origin]) => origins.has(origin)));
    return { ...side, repositories, declared: { ...declared, applications, unread } };
  });
};
