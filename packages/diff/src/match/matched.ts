import type { Match } from '../model/object-change.ts';
import type { SideObject } from '../model/side.ts';

/** An object of both sides, or of one of them. */
export type Matched =
  | { readonly base: SideObject; readonly head: SideObject; readonly match: Match }
  | { readonly base: SideObject; readonly head?: undefined; readonly match?: undefined }
  | { readonly base?: undefined; readonly head: SideObject; readonly match?: undefined };

/** Takes objects out of a list. */
export const takeOut = (list: SideObject[], taken: ReadonlySet<SideObject>): void => {
  list.splice(0, list.length, ...list.filter((object) => !taken.has(object)));
};
