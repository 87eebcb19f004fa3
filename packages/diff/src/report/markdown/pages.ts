import { sizeOf } from './budget.ts';

/** What is put on a page as a whole. */
export interface Block {
  /** Above the first block of a group on each page. */
  readonly heading: string;
  readonly text: string;
  /** How many objects are in it. */
  readonly objects: number;
}

/** A page and how many objects its blocks hold. */
export interface Page {
  readonly text: string;
  readonly objects: number;
}

/** Lays blocks on pages, in order; `start` is what the first one holds already. No block is larger than a page. */
export const pack = (start: string, blocks: readonly Block[], budget: number): readonly Page[] => {
  const pages: Page[] = [];
  let page: Page = { text: start, objects: 0 };
  let heading = '';
  let size = sizeOf(start);
  for (const block of blocks) {
    const titled = `\n${block.heading}\n\n${block.text}`;
    const text = block.heading === heading ? block.text : titled;
    const fits = size + sizeOf(text) <= budget;
    if (!fits) pages.push(page);
    page = fits
      ? { text: page.text + text, objects: page.objects + block.objects }
      : { text: titled, objects: block.objects };
    size = fits ? size + sizeOf(text) : sizeOf(titled);
    heading = block.heading;
  }
  return [...pages, page];
};
