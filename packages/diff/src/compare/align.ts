/** Indexes of entries that belong together; an entry of one side only lacks the other. */
export interface Pair {
  readonly base?: number;
  readonly head?: number;
}

/** Beyond this many comparisons entries in the middle are paired by place: a list that long has no reader. */
const alignLimit = 4_000_000;

/** The longest common subsequence of two lists of keys, as pairs of indexes. */
const common = (a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] => {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const rows = a.length - start - end;
  const columns = b.length - start - end;
  const pairs: [number, number][] = Array.from({ length: start }, (_, index) => [index, index]);
  if (rows * columns <= alignLimit) {
    const width = columns + 1;
    const lengths = new Uint32Array((rows + 1) * width);
    const at = (row: number, column: number): number => lengths[row * width + column] ?? 0;
    for (let row = rows - 1; row >= 0; row--)
      for (let column = columns - 1; column >= 0; column--)
        lengths[row * width + column] =
          a[start + row] === b[start + column]
            ? at(row + 1, column + 1) + 1
            : Math.max(at(row + 1, column), at(row, column + 1));
    for (let row = 0, column = 0; row < rows && column < columns; ) {
      const [key, other] = [a[start + row] ?? '', b[start + column] ?? ''];
      const [skipBase, skipHead] = [at(row + 1, column), at(row, column + 1)];
      if (key === other) pairs.push([start + row++, start + column++]);
      // Of two ways that are as good, the keys decide, so that swapped lists go the same way.
      else if (skipBase > skipHead || (skipBase === skipHead && key < other)) row++;
      else column++;
    }
  }
  for (let index = end; index > 0; index--) pairs.push([a.length - index, b.length - index]);
  return pairs;
};

/**
 * Pairs the entries of two lists, each given as a text that equal ones share: equal ones in their order, and what stands
 * between two equal ones by its place there.
 */
export const align = (base: readonly string[], head: readonly string[]): readonly Pair[] => {
  const anchors = [...common(base, head), [base.length, head.length] as const];
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  for (const [nextBase, nextHead] of anchors) {
    while (i < nextBase && j < nextHead) pairs.push({ base: i++, head: j++ });
    while (i < nextBase) pairs.push({ base: i++ });
    while (j < nextHead) pairs.push({ head: j++ });
    if (nextBase < base.length && nextHead < head.length) pairs.push({ base: i++, head: j++ });
  }
  return pairs;
};
