import { ApiError, type ApiErrorCause, type ApiErrorReason } from './api-error.ts';

/** `metav1.Status`, as far as it is read. */
interface Status {
  readonly message?: unknown;
  readonly reason?: unknown;
  readonly code?: unknown;
  readonly details?: { readonly name?: unknown; readonly retryAfterSeconds?: unknown; readonly causes?: unknown };
}

const reasons: ReadonlySet<string> = new Set<ApiErrorReason>([
  'AlreadyExists',
  'BadRequest',
  'Conflict',
  'Expired',
  'Forbidden',
  'Gone',
  'InternalError',
  'Invalid',
  'MethodNotAllowed',
  'NotFound',
  'ServerTimeout',
  'ServiceUnavailable',
  'Timeout',
  'TooManyRequests',
  'Unauthorized',
]);

const byStatus: Readonly<Record<number, ApiErrorReason>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  410: 'Gone',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A Go string literal at the beginning of a text. */
const goString = /^"(?:[^"\\]|\\.)*"/s;

/**
 * What a cause says without the value that it is about. Kubernetes writes `Invalid value: <value>: <what is wrong>`,
 * where a string is a Go literal; of any other value the end cannot be told, and all that follows is dropped.
 */
const withoutValue = (message: string): string => {
  const match = /^(Invalid value|Unsupported value|Duplicate value|Too long|Not found)(?:: ?)/.exec(message);
  if (match === null) return message;
  const rest = message.slice(match[0].length);
  const literal = goString.exec(rest);
  const detail = literal === null ? '' : rest.slice(literal[0].length).replace(/^: ?/, '');
  return detail === '' ? `${match[1]}` : `${match[1]}: ${detail}`;
};

const causesOf = (value: unknown): ApiErrorCause[] =>
  (Array.isArray(value) ? value : []).filter(isRecord).map((cause) => ({
    reason: textOf(cause.reason),
    field: textOf(cause.field),
    detail: withoutValue(textOf(cause.message)),
  }));

// These may repeat parts of the object that was sent; the causes have the same without the values.
const repeatsValues: ReadonlySet<number> = new Set([400, 422]);

const wording = (reason: ApiErrorReason, status: number, message: string, causes: readonly ApiErrorCause[]): string => {
  if (!repeatsValues.has(status)) return `${status} ${reason}${message === '' ? '' : `: ${message}`}`;
  const details = causes.map(({ field, detail, reason: why }) => `${field === '' ? '' : `${field}: `}${detail || why}`);
  return `${status} ${reason}${details.length === 0 ? '' : `: ${details.join('; ')}`}`;
};

export interface StatusContext {
  /** What was tried: `apply deployments.apps default/mysql`. */
  readonly call: string;
  readonly scrub: (text: string) => string;
}

/** Seconds in a `Retry-After` header to milliseconds; its form with a date is not used by API servers. */
export const retryAfterOf = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d+$/.test(header.trim()) ? Number(header) * 1000 : undefined;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page, or nothing: the status code has to do.
    return undefined;
  }
};

/** The error that a `Status` object tells: the body of an answer, or the object of an ERROR event. */
export const errorFromStatus = (
  value: unknown,
  httpStatus: number,
  retryAfter: number | undefined,
  { call, scrub }: StatusContext,
): ApiError => {
  const status: Status = isRecord(value) && value.kind === 'Status' ? value : {};
  const code = typeof status.code === 'number' ? status.code : httpStatus;
  const given = textOf(status.reason);
  const causes = causesOf(status.details?.causes).map((cause) => ({ ...cause, detail: scrub(cause.detail) }));
  const told = reasons.has(given) ? (given as ApiErrorReason) : (byStatus[code] ?? 'Unknown');
  // So the API server says that the object of this name is another one, when a patch or an apply asks for its uid.
  const isAnother = told === 'Invalid' && causes.length > 0 && causes.every(({ field }) => field === 'metadata.uid');
  const reason = isAnother ? 'Conflict' : told;
  const seconds = status.details?.retryAfterSeconds;
  return new ApiError(
    {
      status: code,
      reason,
      call,
      causes,
      objectName: textOf(status.details?.name) || undefined,
      retryAfter: retryAfter ?? (typeof seconds === 'number' ? seconds * 1000 : undefined),
    },
    scrub(wording(reason, code, textOf(status.message), causes)),
  );
};

/** The error that an answer other than a success is. */
export const errorFromAnswer = (
  body: string,
  httpStatus: number,
  retryAfter: string | undefined,
  context: StatusContext,
): ApiError => errorFromStatus(parse(body), httpStatus, retryAfterOf(retryAfter), context);
