import type { Dependencies, Edge, Node } from './dependencies.ts';

/** A node at its place: column and row, both from 0; a row may be half a one. */
export interface Placed {
  readonly node: Node;
  readonly column: number;
  readonly row: number;
}

/** Nodes that hang together. */
export interface Cluster {
  readonly placed: readonly Placed[];
  readonly edges: readonly Edge[];
  readonly columns: number;
  readonly rows: number;
}

const neighbours = ({ nodes, edges }: Dependencies): ReadonlyMap<string, readonly string[]> => {
  const near = new Map<string, string[]>(nodes.map(({ key }) => [key, []]));
  for (const { from, to } of edges) {
    near.get(from)?.push(to);
    near.get(to)?.push(from);
  }
  return near;
};

/** Splits into parts without an edge between them, in the order of their first nodes. */
const connected = (all: Dependencies): readonly Dependencies[] => {
  const near = neighbours(all);
  const partOf = new Map<string, number>();
  let parts = 0;
  for (const { key } of all.nodes) {
    if (partOf.has(key)) continue;
    const open = [key];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (partOf.has(next)) continue;
      partOf.set(next, parts);
      open.push(...(near.get(next) ?? []));
    }
    parts++;
  }
  const nodes = Map.groupBy(all.nodes, ({ key }) => partOf.get(key));
  const edges = Map.groupBy(all.edges, ({ from }) => partOf.get(from));
  return [...nodes].map(([part, own]) => ({ nodes: own, edges: edges.get(part) ?? [] }));
};

/** The longest way that leads to each node, so that every edge points to the right; an edge of a circle may not. */
const columnsOf = ({ nodes, edges }: Dependencies): ReadonlyMap<string, number> => {
  const incoming = Map.groupBy(edges, ({ to }) => to);
  const columns = new Map<string, number>();
  const onWay = new Set<string>();
  const columnOf = (key: string): number => {
    const known = columns.get(key);
    if (known !== undefined) return known;
    onWay.add(key);
    const before = (incoming.get(key) ?? [])
      .filter(({ from }) => !onWay.has(from))
      .map(({ from }) => columnOf(from) + 1);
    onWay.delete(key);
    const column = Math.max(0, ...before);
    columns.set(key, column);
    return column;
  };
  for (const { key } of nodes) columnOf(key);
  return columns;
};

const place = (part: Dependencies): Cluster => {
  const columns = columnsOf(part);
  const near = neighbours(part);
  const byColumn = Map.groupBy(part.nodes, ({ key }) => columns.get(key) ?? 0);
  const rows = new Map<string, number>();
  const placed: Placed[] = [];
  for (const column of [...byColumn.keys()].sort((a, b) => a - b)) {
    // Near to the middle of what it hangs on to the left, so that edges cross less.
    const wish = ({ key }: Node): number => {
      const left = (near.get(key) ?? []).flatMap((other) => (rows.has(other) ? [rows.get(other) ?? 0] : []));
      return left.length === 0 ? Number.POSITIVE_INFINITY : left.reduce((sum, row) => sum + row, 0) / left.length;
    };
    const wishes = new Map((byColumn.get(column) ?? []).map((node) => [node, wish(node)]));
    const sorted = [...wishes.keys()].sort((a, b) => {
      const [x = 0, y = 0] = [wishes.get(a), wishes.get(b)];
      return x === y ? 0 : x - y;
    });
    sorted.forEach((node, row) => {
      rows.set(node.key, row);
      placed.push({ node, column, row });
    });
  }
  const tallest = Math.max(...[...byColumn.values()].map(({ length }) => length));
  return {
    // Short columns stand in the middle of tall ones.
    placed: placed.map((one) => ({ ...one, row: one.row + (tallest - (byColumn.get(one.column)?.length ?? 0)) / 2 })),
    edges: part.edges,
    columns: 1 + Math.max(...byColumn.keys()),
    rows: tallest,
  };
};

/** Puts nodes into columns from what needs to what is needed, a cluster for each set that hangs together. */
export const clustersOf = (dependencies: Dependencies): readonly Cluster[] => connected(dependencies).map(place);
