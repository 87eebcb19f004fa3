// @ts-check

/**
 * What the generators need of the tree of Nx: files and folders by path from the root, nothing written until the end.
 *
 * @typedef {object} Tree
 * @property {(path: string) => boolean} exists
 * @property {(path: string, encoding: 'utf8') => string | null} read null when there is no such file
 * @property {(path: string, text: string) => void} write
 */

/**
 * Writes files, all relative to a folder.
 *
 * @param {Tree} tree
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} files
 */
exports.writeFiles = (tree, folder, files) => {
  for (const [file, text] of Object.entries(files)) tree.write(`${folder}/${file}`, text);
};
