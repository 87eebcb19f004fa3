import type { Element, Expression } from '../expression.ts';

type Node = Expression | Element | readonly Node[] | { readonly [key: string]: unknown } | string | boolean | number;

const children = (node: Node): readonly (readonly [string, Node])[] =>
  typeof node === 'object' && !('op' in node && node.op === 'literal') ? Object.entries(node) : [];

/** Calls `see` with every expression, member and element below the node, the node included. */
const visit = (node: Node, see: (node: Readonly<Record<string, unknown>>) => void): void => {
  if (typeof node === 'object' && !Array.isArray(node)) see(node as Readonly<Record<string, unknown>>);
  for (const [, child] of children(node)) visit(child, see);
};

/** Names of the values that the elements read. */
export const fieldsRead = (elements: readonly Element[]): ReadonlySet<string> => {
  const names = new Set<string>();
  visit(elements, ({ op, of, name }) => {
    const from = of as Expression | undefined;
    if (op === 'field' && from?.op === 'parameter' && from.name === 'values') names.add(String(name));
  });
  return names;
};

/** The same elements with a name of its own for every variable, and without the keys of loops that nothing reads. */
export const uniqueVariables = (elements: readonly Element[]): readonly Element[] => {
  let count = 0;
  const rename = (node: Node, names: ReadonlyMap<string, string>): Node => {
    if (typeof node !== 'object' || ('op' in node && node.op === 'literal')) return node;
    if (Array.isArray(node)) return node.map((item: Node) => rename(item, names));
    const fields = node as { readonly [key: string]: Node };
    if (fields.op === 'variable') return { ...fields, name: names.get(String(fields.name)) };
    if (fields.does !== 'each') return mapFields(fields, (child) => rename(child, names));
    const { loop, does, ...body } = fields as { readonly [key: string]: Node } & { readonly loop: Loop };
    count += 1;
    const [variable, key] = [`item${count}`, `key${count}`];
    const inner = new Map(names).set(loop.variable, variable).set(loop.key, key);
    const renamed = mapFields(body, (child) => rename(child, inner));
    let used = false;
    visit(renamed, ({ op, name }) => {
      used ||= op === 'variable' && name === key;
    });
    return { does, loop: { over: rename(loop.over, names), variable, ...(used ? { key } : {}) }, ...renamed };
  };
  return rename(elements, new Map()) as readonly Element[];
};

interface Loop {
  readonly over: Node;
  readonly variable: string;
  readonly key: string;
}

const mapFields = (node: { readonly [key: string]: Node }, change: (node: Node) => Node): { [key: string]: Node } =>
  Object.fromEntries(Object.entries(node).map(([key, child]) => [key, change(child)]));
