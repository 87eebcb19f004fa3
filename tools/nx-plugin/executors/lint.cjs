// @ts-check
const { join } = require('node:path');
const { executor } = require('../batch.cjs');
const { run } = require('../run.cjs');

/**
 * What Biome's JSON report says about one place. Lines count from 1; 0 stands for the whole file.
 *
 * @typedef {object} Diagnostic
 * @property {string} category
 * @property {string} severity
 * @property {string} message
 * @property {{ path: string, start: { line: number, column: number } }} location
 */

/** @param {Diagnostic} diagnostic */
const lineOf = ({ category, message, location: { path, start } }) => {
  const place = start.line === 0 ? path : `${path}:${start.line}:${start.column}`;
  return `${place} ${category === 'format' ? 'format: run "npx biome check --write"' : `${category}: ${message}`}\n`;
};

/** @type {import('../batch.cjs').Work} */
const work = async function* (jobs, workspaceRoot) {
  const biome = join(workspaceRoot, 'node_modules', '@biomejs', 'biome', 'bin', 'biome');
  const roots = jobs.map(({ root }) => root);
  const options = ['--reporter=json', '--max-diagnostics=none', '--diagnostic-level=error'];
  let report = '';
  const { code, errors } = await run(
    process.execPath,
    [biome, 'check', ...options, ...roots],
    workspaceRoot,
    (line) => {
      report += line;
    },
  );
  /** @type {Diagnostic[]} */
  const diagnostics = code > 1 || report === '' ? [] : JSON.parse(report).diagnostics;
  const unlocated = code !== 0 && diagnostics.length === 0;
  for (const { task, root } of jobs) {
    const own = diagnostics.filter(({ location }) => location.path.startsWith(`${root}/`));
    const text = unlocated ? errors : own.map(lineOf).join('');
    yield { task, success: own.length === 0 && !unlocated, text };
  }
};

module.exports = executor(work);
