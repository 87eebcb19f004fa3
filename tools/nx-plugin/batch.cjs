// @ts-check
const { basename } = require('node:path');

/**
 * What an executor of this plugin knows about a task.
 *
 * @typedef {object} Job
 * @property {string} task Nx's id of the task
 * @property {string} project the name of the project's folder
 * @property {string} root the project's folder, relative to the workspace
 * @property {Record<string, unknown>} options
 *
 * @typedef {object} Outcome
 * @property {string} task
 * @property {boolean} success
 * @property {string} text what the user should read about it
 *
 * @typedef {(jobs: readonly Job[], workspaceRoot: string) => AsyncIterable<Outcome>} Work
 */

/**
 * Nx's two forms of an executor, for many tasks in one process (`batch`) and for one (`default`), made of one function.
 *
 * @param {Work} work yields one outcome for every job
 */
exports.executor = (work) => {
  /**
   * @param {import('nx/src/config/task-graph').TaskGraph} taskGraph
   * @param {Record<string, Record<string, unknown>>} inputs
   * @param {unknown} _overrides
   * @param {import('nx/src/config/misc-interfaces').ExecutorContext} context
   */
  const batch = async function* (taskGraph, inputs, _overrides, context) {
    const jobs = Object.values(taskGraph.tasks).map((task) => {
      const root = context.projectsConfigurations.projects[task.target.project]?.root ?? '.';
      return { task: task.id, project: basename(root), root, options: inputs[task.id] ?? {} };
    });
    for await (const { task, success, text } of work(jobs, context.root)) {
      yield { task, result: { success, terminalOutput: text } };
    }
  };
  /**
   * @param {Record<string, unknown>} options
   * @param {import('nx/src/config/misc-interfaces').ExecutorContext} context
   */
  const single = async (options, context) => {
    const root = context.projectsConfigurations.projects[context.projectName ?? '']?.root ?? '.';
    const job = { task: '', project: basename(root), root, options };
    let success = false;
    for await (const outcome of work([job], context.root)) {
      process.stdout.write(outcome.text);
      success = outcome.success;
    }
    return { success };
  };
  return { batch, default: single };
};
