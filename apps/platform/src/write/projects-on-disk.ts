import { readdirSync } from 'node:fs';

/** The folders of `generated/`, each of which may be a project. */
export const projectsOnDisk = (generated: string): string[] => {
  try {
    return readdirSync(generated, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name);
  } catch {
    return [];
  }
};
