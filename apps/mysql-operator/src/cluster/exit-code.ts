/** The part of `metav1.Status` that the error channel of exec carries. */
interface ExecStatus {
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly details?: { readonly causes?: readonly { readonly reason?: string; readonly message?: string }[] };
}

/** The exit code that the error channel tells, or why there is none. */
export const exitCodeOf = (text: string): number | string => {
  let status: ExecStatus;
  try {
    status = JSON.parse(text) as ExecStatus;
  } catch {
    return 'the end of the program cannot be read';
  }
  if (status.status === 'Success') return 0;
  const code = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')?.message ?? '';
  if (status.reason === 'NonZeroExitCode' && /^\d+$/.test(code)) return Number(code);
  return status.message ?? status.reason ?? 'it failed without a reason';
};
