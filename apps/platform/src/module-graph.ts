import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';

/** What each module imports, by URL. Node has this graph, too, but tells nobody. */
const imports = new Map<string, Set<string>>();

const ownSources = new URL('../../../', import.meta.url).href;
const isRelative = (specifier: string): boolean => specifier.startsWith('./') || specifier.startsWith('../');

/**
 * Where a relative import between sources of this repository leads. Node looks for links, package scopes and other
 * endings first, which is a sixth of the time to start; none of them can be here.
 */
const ownSource = (specifier: string, parent: string): string | undefined => {
  if (!isRelative(specifier) || !specifier.endsWith('.ts') || !parent.startsWith(ownSources)) return undefined;
  const url = new URL(specifier, parent);
  return existsSync(url) ? url.href : undefined;
};

registerHooks({
  resolve: (specifier, context, next) => {
    const { parentURL } = context;
    if (parentURL === undefined) return next(specifier, context);
    const own = ownSource(specifier, parentURL);
    const resolved =
      own === undefined
        ? next(specifier, context)
        : { url: own, format: 'module-typescript' as const, shortCircuit: true };
    const known = imports.get(parentURL);
    if (known === undefined) imports.set(parentURL, new Set([resolved.url]));
    else known.add(resolved.url);
    return resolved;
  },
});

/**
 * Every module that a loaded one imports, directly or not, and itself; builtin ones by names such as `node:path`.
 *
 * @param isLeaf those whose own imports are not followed
 */
export const modulesOf = (url: string, isLeaf: (url: string) => boolean): string[] => {
  const found = new Set([url]);
  for (const module of found)
    if (!isLeaf(module)) for (const imported of imports.get(module) ?? []) found.add(imported);
  return [...found];
};
