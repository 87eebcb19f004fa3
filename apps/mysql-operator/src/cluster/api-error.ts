/**
 * Reasons that the API server gives (`metav1.StatusReason`), as far as a controller tells them apart; and for calls that
 * got no answer `Timeout` and `Unreachable`, which leave open whether a write was done.
 */
export type ApiErrorReason =
  | 'AlreadyExists'
  | 'BadRequest'
  | 'Conflict'
  | 'Expired'
  | 'Forbidden'
  | 'Gone'
  | 'InternalError'
  | 'Invalid'
  | 'MethodNotAllowed'
  | 'NotFound'
  | 'ServerTimeout'
  | 'ServiceUnavailable'
  | 'Timeout'
  | 'TooManyRequests'
  | 'Unauthorized'
  | 'Unreachable'
  | 'Unknown';

/** One cause of a refusal. Never the value that was refused. */
export interface ApiErrorCause {
  /** `FieldValueInvalid`, `NamespaceTerminating`, … */
  readonly reason: string;
  /** `spec.storage_size`; empty when it is not about a field. */
  readonly field: string;
  /** What is wrong, without the value. */
  readonly detail: string;
}

export interface ApiErrorFields {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly reason: ApiErrorReason;
  /** `apply deployments.apps default/mysql`: what was tried. */
  readonly call: string;
  readonly causes: readonly ApiErrorCause[];
  /** The object that the API server says it is about; undefined when it does not even know the kind. */
  readonly objectName: string | undefined;
  /** Milliseconds after which the API server wants to be asked again. */
  readonly retryAfter: number | undefined;
}

/** A call of the API failed. Its text holds no value of any object. */
export class ApiError extends Error implements ApiErrorFields {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly reason: ApiErrorReason;
  readonly call: string;
  readonly causes: readonly ApiErrorCause[];
  readonly objectName: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(fields: ApiErrorFields, text: string, options?: ErrorOptions) {
    super(`${fields.call}: ${text}`, options);
    this.status = fields.status;
    this.reason = fields.reason;
    this.call = fields.call;
    this.causes = fields.causes;
    this.objectName = fields.objectName;
    this.retryAfter = fields.retryAfter;
  }
}

/** Whether an error is an `ApiError` of one of these reasons. */
export const isApiError = (error: unknown, ...reasons: readonly ApiErrorReason[]): error is ApiError =>
  error instanceof ApiError && (reasons.length === 0 || reasons.includes(error.reason));

/** Whether a namespace that is being deleted refused a new object. */
export const isNamespaceTerminating = (error: unknown): boolean =>
  isApiError(error, 'Forbidden') && error.causes.some(({ reason }) => reason === 'NamespaceTerminating');

/** The error of a call that got no answer, or none that can be read. */
export const noAnswer = (call: string, reason: ApiErrorReason, text: string, cause?: unknown): ApiError =>
  new ApiError(
    { status: 0, reason, call, causes: [], objectName: undefined, retryAfter: undefined },
    text,
    cause === undefined ? undefined : { cause },
  );
