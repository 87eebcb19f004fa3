// @ts-check
const { executor } = require('../batch.cjs');
const { runPlatform } = require('../run-platform.cjs');

/** Commands in the order in which a batch runs them: compare before anything is written, check what was written last. */
const commands = ['build-check', 'build', 'check'];

/**
 * The report of one project, or undefined when the line is text for the reader.
 *
 * @param {string} line
 * @returns {{ project: string, success: boolean, text: string } | undefined}
 */
const reportOf = (line) => {
  if (!line.startsWith('{')) return undefined;
  try {
    const { project, success, text = '' } = JSON.parse(line);
    return typeof project === 'string' && typeof success === 'boolean'
      ? { project, success, text: String(text) }
      : undefined;
  } catch {
    return undefined;
  }
};

const withNewline = (/** @type {string} */ text) => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

/**
 * The program's command line for many projects.
 *
 * @param {string} command
 * @param {readonly string[]} projects
 */
const argumentsOf = (command, projects) => {
  if (command === 'build-check') return ['build', '--check'];
  return command === 'build' ? ['build', ...projects, '--reporter=jsonl'] : [command, ...projects];
};

/**
 * @param {string} command
 * @param {readonly import('../batch.cjs').Job[]} jobs
 * @param {string} workspaceRoot
 * @returns {Promise<import('../batch.cjs').Outcome[]>}
 */
const runCommand = async (command, jobs, workspaceRoot) => {
  const projects = jobs.map(({ project }) => project);
  /** @type {Map<string, { success: boolean, text: string }>} */
  const reports = new Map();
  let prose = '';
  const { code, errors } = await runPlatform(argumentsOf(command, projects), workspaceRoot, (line) => {
    const report = reportOf(line);
    if (report === undefined) prose += `${line}\n`;
    else reports.set(report.project, report);
  });
  // A success counts only when the exit code bears it out: 0, or 1 for the sake of another project.
  const blamed = [...reports.values()].some(({ success }) => !success);
  const trusted = code === 0 || (code === 1 && blamed);
  return jobs.map(({ task, project }, index) => {
    const report = reports.get(project);
    const success = report === undefined ? command !== 'build' && code === 0 : report.success && trusted;
    // What is said about no project in particular is shown once.
    const text = (index === 0 ? prose + errors : '') + withNewline(report?.text ?? '');
    const unexplained = !success && report?.success !== false;
    return { task, success, text: unexplained ? `${text}${project}: the program ended with ${code}\n` : text };
  });
};

/** @type {import('../batch.cjs').Work} */
const work = async function* (jobs, workspaceRoot) {
  for (const command of commands) {
    const own = jobs.filter(({ options }) => options.command === command);
    if (own.length > 0) yield* await runCommand(command, own, workspaceRoot);
  }
};

module.exports = executor(work);
