/**
 * `IMPOSSIBLE`: this machine cannot run such a cluster; `advice` says what it lacks. `FAILED`: a program of the cluster
 * ended or did not become ready.
 */
export type ClusterErrorCode = 'IMPOSSIBLE' | 'FAILED';

/** A cluster could not be started, or not do what it was asked. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly code: ClusterErrorCode;
  readonly advice: string | undefined;
  constructor(code: ClusterErrorCode, message: string, advice?: string) {
    super(message);
    this.code = code;
    this.advice = advice;
  }
}
