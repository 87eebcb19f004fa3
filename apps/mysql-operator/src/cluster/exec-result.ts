export interface ExecOptions {
  readonly container: string;
  /** The program and its arguments; no shell is involved. Never secret. */
  readonly command: readonly string[];
  /** Written whole to the program, which then reads the end of its input where the API server can tell it so. */
  readonly stdin?: string;
  /** From the start of the connection to the end of the program. Default 60,000. */
  readonly timeoutMilliseconds?: number;
  /** Of each of `stdout` and `stderr`; what comes after is dropped. Default 65,536. */
  readonly maxOutputBytes?: number;
  readonly signal?: AbortSignal;
}

/** How a program ended. */
export interface ExecResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Something was dropped from `stdout` or `stderr`. */
  readonly truncated: boolean;
}

/**
 * `REFUSED`: the program never started. `LOST`: the connection ended, or time ran out, before the program told its exit
 * code: it may have done everything, something or nothing, and may still run.
 */
export type ExecErrorCode = 'REFUSED' | 'LOST';

/** How a program in a container ended is not known. */
export class ExecError extends Error {
  override readonly name = 'ExecError';
  readonly code: ExecErrorCode;
  /** Of the HTTP answer to the handshake, when there was one. */
  readonly status: number | undefined;

  constructor(
    code: ExecErrorCode,
    message: string,
    options: { readonly status?: number; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = options.status;
  }
}
