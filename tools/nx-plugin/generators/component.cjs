// @ts-check
const { checkName, checkNamespace } = require('./names.cjs');
const { plainComponent } = require('./plain-component.cjs');
const { RefusedError } = require('./refused-error.cjs');
const { register } = require('./register.cjs');
const { templatedComponent } = require('./templated-component.cjs');
const { writeFiles } = require('./tree.cjs');

/**
 * What `nx g` was asked for.
 *
 * @typedef {object} Options
 * @property {string} name
 * @property {string} project
 * @property {'plain' | 'helm' | 'jsonnet' | 'kustomize'} [tool]
 */

/**
 * Adds a component and its test to a homework, and registers it in the bundle.
 *
 * @param {import('./tree.cjs').Tree} tree
 * @param {Options} options
 * @throws {RefusedError} when a name is wrong or taken, or the bundle has no list to add to
 */
module.exports = (tree, { name, project, tool = 'plain' }) => {
  const owner = project.replace(/^@wildermesser\//, '');
  checkName(owner, 'homework');
  const folder = `packages/${owner}`;
  const bundleFile = `${folder}/bundle.ts`;
  const bundle = tree.read(bundleFile, 'utf8');
  if (bundle === null) throw new RefusedError(`there is no such file, so that ${project} is no homework`, bundleFile);
  checkName(name, 'component');
  if (name === 'argocd') throw new RefusedError("argocd is the directory of the project's Applications");
  const namespace = tool === 'plain' ? `${owner}-${name}` : `${owner}-${name}-dev`;
  checkNamespace(namespace);
  const { files, ...entries } =
    tool === 'plain' ? plainComponent(owner, name, namespace) : templatedComponent(owner, name, namespace, tool);
  for (const file of [`src/${name}`, ...Object.keys(files)]) {
    if (tree.exists(`${folder}/${file}`)) throw new RefusedError('this is there already', `${folder}/${file}`);
  }
  writeFiles(tree, folder, { ...files, 'bundle.ts': register(bundle, bundleFile, entries) });
};
