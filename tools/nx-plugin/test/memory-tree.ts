/** A tree of files in memory, as the generators see one. */
export interface MemoryTree {
  readonly files: Map<string, string>;
  readonly exists: (path: string) => boolean;
  readonly read: (path: string) => string | null;
  readonly write: (path: string, text: string) => void;
}

export const memoryTree = (contents: Readonly<Record<string, string>> = {}): MemoryTree => {
  const files = new Map(Object.entries(contents));
  return {
    files,
    exists: (path) => [...files.keys()].some((file) => file === path || file.startsWith(`${path}/`)),
    read: (path) => files.get(path) ?? null,
    write: (path, text) => {
      files.set(path, text);
    },
  };
};
