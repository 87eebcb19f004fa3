// @ts-check
const { existsSync } = require('node:fs');
const { join } = require('node:path');

/** Thrown when no Node that runs TypeScript is at hand. */
class NodeMissingError extends Error {
  code = 'node-missing';

  /** @param {string} found the version of Node that runs Nx */
  constructor(found) {
    super(`Node 24 is needed to run TypeScript, this is ${found}: run "npm install", which brings it, or use Node 24`);
    this.name = 'NodeMissingError';
    this.found = found;
  }
}
exports.NodeMissingError = NodeMissingError;

/**
 * Where npm puts the Node of this platform. There is none for some platforms.
 *
 * @param {string} workspaceRoot
 */
const bundledNode = (workspaceRoot) =>
  join(workspaceRoot, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
exports.bundledNode = bundledNode;

/**
 * The Node that runs the workspace's TypeScript: the one that npm installed, or the running one when it is new enough.
 *
 * @param {string} workspaceRoot
 * @returns {string} path of the executable
 */
exports.node24 = (workspaceRoot) => {
  const bundled = bundledNode(workspaceRoot);
  if (existsSync(bundled)) return bundled;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  throw new NodeMissingError(process.version);
};
