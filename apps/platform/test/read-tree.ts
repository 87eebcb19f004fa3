import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Every file below a folder with its text, hidden ones too. */
export const readTree = (folder: string): Record<string, string> =>
  Object.fromEntries(
    globSync(['**', '**/.*', '.*/**'], { cwd: folder })
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
