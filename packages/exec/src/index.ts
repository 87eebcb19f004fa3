/**
 * The only place that starts a process, and the one that knows which programs there are and where they come from.
 * Never here: what the programs are used for, another package of the workspace.
 */
export { type Environment, environment } from './environment.ts';
export { ExecError, type ExecErrorCode, type ExecFailure } from './exec-error.ts';
export { type FindToolOptions, findTool, type Tool } from './find-tool.ts';
export type { ToolName } from './pinned-tools.ts';
export { type Output, type RunOptions, run, runBinary } from './run.ts';
export { runAttached } from './run-attached.ts';
export { ToolError, type ToolErrorCode } from './tool-error.ts';
export { isAtLeast } from './tool-version.ts';
export { type ToolReport, tools } from './tools.ts';
