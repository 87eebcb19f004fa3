// @ts-check
const { executor } = require('../batch.cjs');
const { runPlatform } = require('../run-platform.cjs');

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
    const args = ['image', String(verb), ...flags, ...names];
    const { code, errors } = await runPlatform(args, workspaceRoot, (line) => {
      text += `${line}\n`;
    });
    yield { task, success: code === 0, text: errors + text };
  }
};

module.exports = executor(work);
