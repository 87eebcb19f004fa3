/** A comment of ours on a pull request. */
export interface Comment {
  readonly id: number;
  readonly body: string;
}

/** What a forge lets us do with the comments of one pull request. */
export interface Forge {
  /** Our own comments, oldest first; those of others are none of our business, whatever is written in them. */
  readonly comments: () => Promise<readonly Comment[]>;
  readonly create: (body: string) => Promise<void>;
  readonly update: (id: number, body: string) => Promise<void>;
  readonly remove: (id: number) => Promise<void>;
}

/** The first line of each page: its number from 1, and `empty` when nothing changes at all. */
const marker = /^<!-- wildermesser-platform:diff page=([1-9]\d{0,3})( empty)? -->(?=\r?\n)/;

/** The page that a comment holds; undefined when it is no page. */
export const pageOf = (body: string): number | undefined => {
  const number = marker.exec(body)?.[1];
  return number === undefined ? undefined : Number(number);
};

/** Whether a page says that nothing changes. */
export const isEmpty = (body: string): boolean => marker.exec(body)?.[2] !== undefined;
