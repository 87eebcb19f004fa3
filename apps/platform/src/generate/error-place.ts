import { relative } from 'node:path';

/** The first place of a stack that lies in the workspace's own source. */
export const placeInWorkspace = (error: unknown, root: string): { file: string; line: number } | undefined => {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const [, path = '', line] of stack.matchAll(/(?:file:\/\/)?(\/[^\s():]+):(\d+)/g)) {
    const file = relative(root, decodeURIComponent(path));
    if (!file.startsWith('..') && !file.includes('node_modules')) return { file, line: Number(line) };
  }
  return undefined;
};

/** What an error says, in one line and without paths. */
export const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return `${error} was thrown, which is no Error`;
  // A syntax error carries a code frame in front of its message, and the message of a failed import holds a path.
  const message = error.message.split('\n').find((line) => line.trim() !== '') ?? error.name;
  return `${error.name}: ${message.replace(/ imported from .*$/, '')}`;
};
