import { type Comment, type Forge, isEmpty, pageOf } from './comment.ts';

/** One thing to do with the comments. */
export type Step =
  | { readonly do: 'create'; readonly body: string }
  | { readonly do: 'update'; readonly id: number; readonly body: string }
  | { readonly do: 'remove'; readonly id: number };

/** GitHub takes line breaks as they come and gives them back as CRLF; neither keeps the space at the end. */
const isSame = (a: string, b: string): boolean =>
  a.replaceAll('\r\n', '\n').trim() === b.replaceAll('\r\n', '\n').trim();

/**
 * What makes the comments be the pages: each page in the oldest comment that holds it, so that it stays where it was;
 * comments of pages that are no more go. What is as it should be is left alone. A plan in which nothing changes is
 * worth no comment, unless there is one to be corrected.
 */
export const decide = (pages: readonly string[], comments: readonly Comment[]): readonly Step[] => {
  const ours = comments.flatMap((comment) => {
    const page = pageOf(comment.body);
    return page === undefined ? [] : [{ ...comment, page }];
  });
  if (ours.length === 0 && pages.length === 1 && pages.every(isEmpty)) return [];
  const kept = new Map<number, Comment>();
  for (const comment of ours)
    if (comment.page <= pages.length && !kept.has(comment.page)) kept.set(comment.page, comment);
  const keptIds = new Set([...kept.values()].map(({ id }) => id));
  const writes = pages.flatMap((body, at): Step[] => {
    const comment = kept.get(at + 1);
    if (comment === undefined) return [{ do: 'create', body }];
    return isSame(comment.body, body) ? [] : [{ do: 'update', id: comment.id, body }];
  });
  const removals = ours.filter(({ id }) => !keptIds.has(id)).map(({ id }): Step => ({ do: 'remove', id }));
  return [...writes, ...removals];
};

/** Makes the comments of a pull request be the pages, and says what was done. */
export const reconcile = async (pages: readonly string[], forge: Forge): Promise<readonly Step[]> => {
  const steps = decide(pages, await forge.comments());
  // One after the other: comments stand in the order in which they are made.
  for (const step of steps) {
    if (step.do === 'create') await forge.create(step.body);
    else if (step.do === 'update') await forge.update(step.id, step.body);
    else await forge.remove(step.id);
  }
  return steps;
};
