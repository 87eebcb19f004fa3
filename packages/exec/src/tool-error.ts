import type { ToolName } from './pinned-tools.ts';

/** `MISSING`: no such tool here. `WRONG_VERSION`: another version than the one that is needed. `CORRUPT`: not the bytes that were expected. */
export type ToolErrorCode = 'MISSING' | 'WRONG_VERSION' | 'CORRUPT';

/** A tool that the work needs cannot be used; the message says how to get it. */
export class ToolError extends Error {
  override readonly name = 'ToolError';
  readonly code: ToolErrorCode;
  readonly tool: ToolName | 'jsonnet';

  constructor(code: ToolErrorCode, tool: ToolName | 'jsonnet', message: string) {
    super(message);
    this.code = code;
    this.tool = tool;
  }
}
