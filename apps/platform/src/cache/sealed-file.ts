import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes data behind its own hash, in one step. A cache that cannot be written (a full disk, a folder of somebody else)
 * is none; that is no fault of the build.
 */
export const writeSealed = (file: string, text: string): void => {
  const part = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(part, `${hash('sha256', text)}\n${text}`);
    renameSync(part, file);
  } catch {
    // The next build does without it.
    rmSync(part, { force: true });
  }
};

/** The text of a sealed file; undefined when it is missing, cut off or damaged. */
export const readSealed = (file: string): string | undefined => {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const end = content.indexOf('\n');
  const text = content.slice(end + 1);
  return content.slice(0, end) === hash('sha256', text) ? text : undefined;
};
