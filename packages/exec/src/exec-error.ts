/**
 * `NOT_FOUND`: there is no such program. `FAILED`: it ended with another code than 0. `TIMEOUT`: it ran too long.
 * `KILLED`: the caller's signal or a signal from outside ended it.
 */
export type ExecErrorCode = 'NOT_FOUND' | 'FAILED' | 'TIMEOUT' | 'KILLED';

/** How one run of a program ended, as far as it got. */
export interface ExecFailure {
  readonly command: string;
  readonly args: readonly string[];
  /** Undefined when the program never started or a signal ended it. */
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program could not do what it was asked; all that it said is in the fields. */
export class ExecError extends Error implements ExecFailure {
  override readonly name = 'ExecError';
  readonly code: ExecErrorCode;
  readonly command: string;
  readonly args: readonly string[];
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;

  constructor(code: ExecErrorCode, failure: ExecFailure, message: string) {
    super(message);
    this.code = code;
    this.command = failure.command;
    this.args = failure.args;
    this.exitCode = failure.exitCode;
    this.stdout = failure.stdout;
    this.stderr = failure.stderr;
  }
}
