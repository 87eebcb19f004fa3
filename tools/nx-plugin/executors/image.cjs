// @ts-check
const { executor } = require('../batch.cjs');
const { node24 } = require('../node-24.cjs');
const { run } = require('../run.cjs');

const program = 'apps/platform/src/bin.ts';

/**
 * Runs one verb of the command `image`. What Nx was given beyond the target's name goes to it: an option `reference` as a
 * name, any other as `--name=value`.
 *
 * @type {import('../batch.cjs').Work}
 */
const work = async function* (jobs, workspaceRoot) {
  for (const { task, options } of jobs) {
    const { verb, reference, ...rest } = options;
    const flags = Object.entries(rest).map(([name, value]) => (value === true ? `--${name}` : `--${name}=${value}`));
    const names = reference === undefined ? [] : [String(reference)];
    let text = '';
    const args = [program, 'image', String(verb), ...flags, ...names];
    const { code, errors } = await run(node24(workspaceRoot), args, workspaceRoot, (line) => {
      text += `${line}\n`;
    });
    yield { task, success: code === 0, text: errors + text };
  }
};

module.exports = executor(work);
