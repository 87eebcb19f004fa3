import type { Element } from '@wildermesser/manifest/template';

/** Words that an output's language keeps for itself. */
const reserved = new Set([
  'values',
  'release',
  'assert',
  'else',
  'error',
  'false',
  'for',
  'function',
  'if',
  'import',
  'importstr',
  'importbin',
  'in',
  'local',
  'null',
  'self',
  'super',
  'tailstrict',
  'then',
  'true',
  'std',
  'define',
  'end',
  'range',
  'with',
  'name',
  'namespace',
]);

const isVariable = (key: string, value: unknown): value is string =>
  (key === 'variable' || key === 'key' || key === 'name') && typeof value === 'string' && /^\$\d+$/.test(value);

/** Whether the position of a loop is read inside of it. */
const isUsed = (node: unknown, name: string): boolean => {
  if (typeof node !== 'object' || node === null) return false;
  if ((node as { op?: string }).op === 'literal') return false;
  if ((node as { op?: string; name?: string }).op === 'variable') return (node as { name?: string }).name === name;
  return Object.values(node).some((inner) => isUsed(inner, name));
};

interface Names {
  readonly chosen: Map<string, string>;
  readonly taken: Set<string>;
  readonly hints: ReadonlyMap<string, string>;
}

const chosenName = (variable: string, { chosen, taken, hints }: Names): string => {
  const known = chosen.get(variable);
  if (known !== undefined) return known;
  const base = (hints.get(variable) ?? 'item').replace(/[^a-zA-Z0-9]/g, '') || 'item';
  const first = reserved.has(base) || /^\d/.test(base) ? `${base}Item` : base;
  let name = first;
  for (let i = 2; taken.has(name); i += 1) name = `${first}${i}`;
  taken.add(name);
  chosen.set(variable, name);
  return name;
};

const renamed = (node: unknown, names: Names): unknown => {
  if (Array.isArray(node)) return node.map((item) => renamed(item, names));
  if (typeof node !== 'object' || node === null || (node as { op?: string }).op === 'literal') return node;
  const isLoop = 'over' in node && 'variable' in node;
  const isMember = 'does' in node;
  const isVariableNode = (node as { op?: string }).op === 'variable';
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) => {
      const isName = isVariable(key, value) && (isLoop || isVariableNode) && !isMember;
      return [key, isName ? chosenName(value, names) : renamed(value, names)];
    }),
  );
};

/** Drops positions that nobody reads. */
const withoutUnusedKeys = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map(withoutUnusedKeys);
  if (typeof node !== 'object' || node === null || (node as { op?: string }).op === 'literal') return node;
  const entries = Object.entries(node).map(([key, value]) => [key, withoutUnusedKeys(value)] as const);
  const { loop } = node as { loop?: { key?: string } };
  const body = (node as { elements?: unknown; members?: unknown }).elements ?? (node as { members?: unknown }).members;
  if (loop?.key === undefined || isUsed(body, loop.key)) return Object.fromEntries(entries);
  const { key: _, ...kept } = loop;
  return { ...Object.fromEntries(entries), loop: withoutUnusedKeys(kept) };
};

/** Gives loop variables the names that the source has for them, each only once. */
export const renameVariables = (elements: readonly Element[], hints: ReadonlyMap<string, string>): readonly Element[] =>
  renamed(withoutUnusedKeys(elements), { chosen: new Map(), taken: new Set(), hints }) as readonly Element[];
