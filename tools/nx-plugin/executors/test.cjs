// @ts-check
const { executor } = require('../batch.cjs');
const { node24 } = require('../node-24.cjs');
const { run } = require('../run.cjs');

/** @type {import('../batch.cjs').Work} */
const work = async function* (jobs, workspaceRoot) {
  // One after the other: the test runner itself runs the files of a project in parallel.
  for (const { task, root } of jobs) {
    let text = '';
    const args = ['--test', '--test-reporter=spec', `${root}/**/*.test.ts`];
    const { code, errors } = await run(node24(workspaceRoot), args, workspaceRoot, (line) => {
      text += `${line}\n`;
    });
    yield { task, success: code === 0, text: text + errors };
  }
};

module.exports = executor(work);
