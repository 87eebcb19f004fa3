import { join } from 'node:path';
import { isInside } from '../directory/symbolic-links.ts';

/** The libraries that lie outside the repository, which Argo CD refuses. */
export const foreignLibs = (repository: string, libs: readonly string[]): readonly string[] =>
  libs.filter((lib) => !isInside(repository, join(repository, lib)));
