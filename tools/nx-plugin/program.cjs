// @ts-check
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const scope = '@wildermesser/';

/** @typedef {{ name: string, root: string }} Package its name for npm and for Nx, and its folder in the workspace */

/**
 * The packages whose sources are the program: `apps/platform` and what it depends on, directly or not. Empty when the
 * workspace has no program.
 *
 * @param {ReadonlySet<string>} roots the folders of all packages, relative to the workspace
 * @param {string} workspaceRoot absolute
 * @returns {Package[]} sorted by folder
 */
exports.programOf = (roots, workspaceRoot) => {
  /** @type {Map<string, string>} */
  const found = new Map();
  const visit = (/** @type {string} */ root) => {
    if (found.has(root) || !roots.has(root)) return;
    const { name, dependencies = {} } = JSON.parse(readFileSync(join(workspaceRoot, root, 'package.json'), 'utf8'));
    found.set(root, name);
    for (const dependency of Object.keys(dependencies)) {
      if (dependency.startsWith(scope)) visit(`packages/${dependency.slice(scope.length)}`);
    }
  };
  visit('apps/platform');
  return [...found].map(([root, name]) => ({ name, root })).sort((a, b) => (a.root < b.root ? -1 : 1));
};
