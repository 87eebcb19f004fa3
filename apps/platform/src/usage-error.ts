/** The user called the program in a way that it cannot follow: exit code 2, the message, no stack trace. */
export class UsageError extends Error {
  readonly code = 'USAGE';
  /** What to do instead. */
  readonly advice: string | undefined;
  constructor(message: string, advice?: string) {
    super(message);
    this.advice = advice;
  }
}
