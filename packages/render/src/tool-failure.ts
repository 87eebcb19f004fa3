import { ExecError } from '@wildermesser/exec';
import { failure, type ToolResult } from './located.ts';
import { deadProxy } from './tool-environment.ts';
import { toolMessage } from './tool-message.ts';

/**
 * What a failed run has to say about its input. Everything else than a tool that ended badly or too late is thrown on:
 * it is no fault of the input.
 */
const textOf = (error: unknown): string => {
  if (!(error instanceof ExecError) || (error.code !== 'FAILED' && error.code !== 'TIMEOUT')) throw error;
  return error.code === 'TIMEOUT' || error.stderr.trim() === '' ? error.message : error.stderr;
};

/** The finding for a run that failed; `folders` are taken out of the tool's message. */
export const toolFailure = (code: string, error: unknown, folders: readonly string[], file: string): ToolResult => {
  const text = textOf(error);
  const wantedNetwork = text.includes(new URL(deadProxy).host);
  const advice = wantedNetwork ? 'keep what it refers to in the repository: nothing is fetched here' : undefined;
  return failure(wantedNetwork ? 'needs-network' : code, toolMessage(text, folders), file, advice);
};
