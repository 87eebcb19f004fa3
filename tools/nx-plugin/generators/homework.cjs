// @ts-check
const { homeworkFiles } = require('./homework-files.cjs');
const { checkName, checkNamespace } = require('./names.cjs');
const { plainComponent } = require('./plain-component.cjs');
const { RefusedError } = require('./refused-error.cjs');
const { register } = require('./register.cjs');
const { writeFiles } = require('./tree.cjs');

/**
 * Makes a package with a bundle and a first component.
 *
 * @param {import('./tree.cjs').Tree} tree
 * @param {{ readonly name: string }} options
 * @returns {() => void} what Nx calls when the files are written
 * @throws {RefusedError} when the name is wrong or taken
 */
module.exports = (tree, { name }) => {
  checkName(name, 'homework');
  const namespace = `${name}-web`;
  checkNamespace(namespace);
  const taken = ['packages', 'apps', 'tools', 'generated'].map((parent) => `${parent}/${name}`);
  for (const folder of taken) {
    if (tree.exists(folder)) throw new RefusedError('this is there already: choose another name', folder);
  }
  const { files, ...entries } = plainComponent(name, 'web', namespace);
  const made = homeworkFiles(name, namespace);
  const bundle = register(made['bundle.ts'], 'bundle.ts', entries);
  writeFiles(tree, `packages/${name}`, { ...made, ...files, 'bundle.ts': bundle });
  return () => {
    process.stdout.write(
      `\nNow "npm install", so that the lock file knows the package, then "./platform build ${name}".\n`,
    );
  };
};
