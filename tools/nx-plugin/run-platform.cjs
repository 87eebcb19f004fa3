// @ts-check
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { bundledNode, node24 } = require('./node-24.cjs');
const { run } = require('./run.cjs');

const folder = 'apps/platform';

/**
 * The options with which the script `platform` starts the program, too. Only the Node that npm installs knows them all.
 *
 * @param {string} node
 * @param {string} workspaceRoot
 * @returns {string[]}
 */
const optionsFor = (node, workspaceRoot) => {
  if (node !== bundledNode(workspaceRoot)) return [];
  return readFileSync(join(workspaceRoot, folder, 'node-options'), 'utf8')
    .trim()
    .split(' ');
};

/**
 * Runs a command of the program.
 *
 * @param {readonly string[]} args the command, and what it is given
 * @param {string} workspaceRoot
 * @param {(line: string) => void} onLine is given each line of standard output
 */
exports.runPlatform = (args, workspaceRoot, onLine) => {
  const node = node24(workspaceRoot);
  const options = optionsFor(node, workspaceRoot);
  return run(node, [...options, `${folder}/src/bin.ts`, ...args], workspaceRoot, onLine);
};
