// @ts-check
const { join } = require('node:path');
const { executor } = require('../batch.cjs');
const { run } = require('../run.cjs');

/** @type {import('../batch.cjs').Work} */
const work = async function* (jobs, workspaceRoot) {
  /** @type {string[]} */
  const lines = [];
  const tsc = join(workspaceRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [tsc, '-p', 'tsconfig.json', '--pretty', 'false'];
  const { code, errors } = await run(process.execPath, args, workspaceRoot, (line) => lines.push(line));
  // An error is a line that begins with its file, and indented lines that belong to it.
  const isError = (/** @type {string} */ line) => /^[^\s(]+\(\d+,\d+\): /.test(line);
  const starts = lines.flatMap((line, index) => (isError(line) ? [index] : []));
  const located = starts.map((start, index) => lines.slice(start, starts[index + 1]));
  const unlocated = code !== 0 && located.length === 0;
  for (const { task, root } of jobs) {
    const own = located.filter(([first]) => first?.startsWith(`${root}/`)).flat();
    const text = unlocated ? `${[...lines, errors].join('\n')}\n` : own.map((line) => `${line}\n`).join('');
    yield { task, success: own.length === 0 && !unlocated, text };
  }
};

module.exports = executor(work);
