// @ts-check
const { readFileSync } = require('node:fs');
const { basename, dirname, join } = require('node:path');
const { DependencyType } = require('nx/src/config/project-graph');
const { programOf } = require('./program.cjs');
const { targetsOf } = require('./targets.cjs');

/** Nx runs under the Node that the user has, which may not load TypeScript: hence plain JavaScript. */
exports.name = 'wildermesser';

const isPackage = (/** @type {string} */ file) => /^[^/]+\/[^/]+\/package\.json$/.test(file);
const rootOf = (/** @type {string} */ file) => file.split('/', 2).join('/');

/**
 * Every package of the workspace becomes a project whose targets follow from the files it has; none configures Nx.
 * A package that npm knows as a workspace has its package name, any other the name of its folder.
 *
 * @type {import('nx/src/project-graph/plugins/public-api').CreateNodes}
 */
exports.createNodes = [
  '{packages,apps,tools}/**/{package.json,*.ts}',
  (files, _options, { workspaceRoot }) => {
    const packages = files.filter(isPackage);
    /** @type {Map<string, string[]>} */
    const sources = new Map(packages.map((file) => [dirname(file), []]));
    for (const file of files) if (file.endsWith('.ts')) sources.get(rootOf(file))?.push(file);
    const program = programOf(new Set(sources.keys()), workspaceRoot);
    return packages.map((file) => {
      const root = dirname(file);
      const targets = targetsOf(root, sources.get(root) ?? [], program, workspaceRoot);
      return [file, { projects: { [root]: { name: basename(root), targets } } }];
    });
  },
];

/**
 * An edge for every import of a workspace package. Nx would find it with the programming interface of TypeScript, which
 * version 7 does not have. Only files that changed since Nx last asked are read.
 *
 * @type {import('nx/src/project-graph/plugins/public-api').CreateDependencies}
 */
exports.createDependencies = (_options, { projects, filesToProcess, workspaceRoot }) =>
  Object.entries(filesToProcess.projectFileMap).flatMap(([source, files]) =>
    files
      .filter(({ file }) => file.endsWith('.ts'))
      .flatMap(({ file }) => {
        const text = readFileSync(join(workspaceRoot, file), 'utf8');
        const targets = new Set([...text.matchAll(/['"](@wildermesser\/[\w-]+)/g)].map(([, name]) => name ?? ''));
        return [...targets]
          .filter((target) => target !== source && projects[target] !== undefined)
          .map((target) => ({ source, target, sourceFile: file, type: DependencyType.static }));
      }),
  );
