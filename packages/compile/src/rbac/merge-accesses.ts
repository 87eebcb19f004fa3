import { type ApiAccess, compareBytes } from '@wildermesser/manifest';

const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].sort(compareBytes);

const place = (text: string): [string, number] => {
  const [, file = '', line = ''] = /^(.*):(\d+)$/.exec(text) ?? [];
  return [file, Number(line)];
};

const byPlace = (a: string, b: string): number => compareBytes(place(a)[0], place(b)[0]) || place(a)[1] - place(b)[1];

/** One access for each resource, verb and scope, in the order of their names: for all objects when one call is. */
export const mergeAccesses = (accesses: readonly ApiAccess[]): readonly ApiAccess[] => {
  const merged = new Map<string, ApiAccess>();
  for (const access of accesses) {
    const key = [access.group, access.resource, access.verb, String(access.isOwnNamespace)].join('\n');
    const before = merged.get(key);
    if (before === undefined) {
      merged.set(key, access);
      continue;
    }
    const { names: _, ...rest } = before;
    const isNamed = before.names !== undefined && access.names !== undefined;
    merged.set(key, {
      ...rest,
      ...(isNamed ? { names: sorted([...(before.names ?? []), ...(access.names ?? [])]) } : {}),
      places: [...new Set([...before.places, ...access.places])],
    });
  }
  return [...merged]
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([, access]) => ({ ...access, places: [...access.places].sort(byPlace) }));
};
