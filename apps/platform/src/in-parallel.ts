/** Maps a list with at most `limit` calls under way; the results keep the order of the list. */
export const inParallel = async <Item, Result>(
  items: readonly Item[],
  limit: number,
  map: (item: Item) => Promise<Result>,
): Promise<Result[]> => {
  const results = new Array<Result>(items.length);
  const left = items.entries();
  const work = async (): Promise<void> => {
    for (const [i, item] of left) results[i] = await map(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
  return results;
};
