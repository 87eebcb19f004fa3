import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const specifier = /(?:\bfrom|\bimport)\s*\(?\s*(['"])([^'"\n]+)\1/g;

/**
 * The files that TypeScript sources name in their imports, directly or not, those for types alone among them: what a
 * compiler reads beyond what is loaded. Undefined when one of them is not to be found.
 *
 * @param isLeaf those whose own imports are not followed
 */
export const namedModules = (sources: readonly string[], isLeaf: (file: string) => boolean): string[] | undefined => {
  const found = new Set(sources);
  for (const file of found) {
    if (isLeaf(file) || !file.endsWith('.ts')) continue;
    const require = createRequire(file);
    for (const [, , name = ''] of readFileSync(file, 'utf8').matchAll(specifier)) {
      if (name.startsWith('node:')) continue;
      try {
        found.add(require.resolve(name));
      } catch {
        return undefined;
      }
    }
  }
  return [...found];
};
