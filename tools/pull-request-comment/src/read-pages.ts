import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pageOf } from './comment.ts';

/** What is to be posted cannot be. */
export class PagesError extends Error {}

/** More pages than anybody reads; a plan has five at most. */
const mostPages = 20;

/** The most that GitHub takes in a comment. */
const mostBytes = 65_536;

/** A mention that somebody put there: an invisible space makes text of it, in code as well, where it was none. */
const withoutMentions = (text: string): string => text.replace(/(?<!\w)@(?=\w)/g, '@\u200b');

/**
 * The Markdown pages of a folder, in order. They come from a job that ran the code of a pull request, so nothing of
 * them is trusted: not their number, their size or what is in them. Nothing of them is ever run.
 */
export const readPages = (folder: string): readonly string[] => {
  const names = readdirSync(folder).filter((name) => /^plan(-\d+)?\.md$/.test(name));
  if (names.length === 0) throw new PagesError(`${folder} has no plan.md: ./platform diff --format markdown writes it`);
  if (names.length > mostPages) throw new PagesError(`${names.length} pages are more than ${mostPages}`);
  const pages = names.map((name) => {
    const path = join(folder, name);
    if (!statSync(path).isFile() || statSync(path).size > mostBytes)
      throw new PagesError(`${name} is larger than the ${mostBytes} bytes that a comment may have`);
    const text = withoutMentions(readFileSync(path, 'utf8'));
    const page = pageOf(text);
    if (page === undefined) throw new PagesError(`${name} does not begin with the marker of a page`);
    return { page, text };
  });
  const sorted = pages.sort((a, b) => a.page - b.page);
  if (sorted.some(({ page }, at) => page !== at + 1))
    throw new PagesError(`the pages are ${sorted.map(({ page }) => page).join(', ')}, and not 1 to ${sorted.length}`);
  return sorted.map(({ text }) => text);
};
