/** Paths below `generated/`, with `/`, and the whole text of each file. */
export type FileTree = ReadonlyMap<string, string>;
