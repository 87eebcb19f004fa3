import type { IncomingMessage } from 'node:http';
import { type Clock, sleep } from '../runtime/clock.ts';
import { ApiError, noAnswer } from './api-error.ts';
import type { Connection } from './connection.ts';
import { errorFromAnswer } from './read-status.ts';

/** One call of the API, as it is sent. */
export interface Call {
  /** `apply deployments.apps default/mysql`: for errors. */
  readonly name: string;
  /** `deployments.apps`: for metrics. */
  readonly resource: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly accept?: string;
  readonly body?: { readonly type: string; readonly value: unknown };
  /** Doing it twice is like doing it once, so that it is repeated when the outcome of the first is unknown. */
  readonly repeatable: boolean;
  readonly signal?: AbortSignal;
}

/** What a call came to; for metrics. */
export interface CallRecord {
  readonly method: string;
  readonly resource: string;
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  readonly seconds: number;
  /** 0 for the first try. */
  readonly attempt: number;
}

export interface SendOptions {
  readonly connection: Connection;
  readonly userAgent: string;
  readonly clock: Clock;
  /** Between 0 and 1. */
  readonly random: () => number;
  readonly scrub: (text: string) => string;
  /** Tries after the first. */
  readonly maxRetries: number;
  /** From sending a call to the last byte of the answer. */
  readonly timeoutMilliseconds: number;
  /**
   * Asked before each try of a call that writes: throws when the program must not write any more. The signal aborts the
   * call when that comes to be while it runs.
   */
  readonly permit: () => AbortSignal | undefined;
  readonly onCall: (record: CallRecord) => void;
  /** For the `Warning` headers of the API server: deprecations and fields it does not know. */
  readonly onWarning: (text: string) => void;
}

/** Opens the answer to one try of a call. */
export type Open = (call: Call, signal: AbortSignal, attempt: number) => Promise<IncomingMessage>;

/** The answer to a call, after as many tries as it takes. */
export type Send = (call: Call) => Promise<unknown>;

const firstDelay = 100;
const longestDelay = 10_000;
// An API server that wants to be left alone for longer is asked again by the next reconciliation.
const longestRetryAfter = 30_000;

/** The whole body of an answer. */
const bodyText = async (answer: IncomingMessage): Promise<string> => {
  answer.setEncoding('utf8');
  let text = '';
  for await (const chunk of answer) text += chunk;
  return text;
};

/** The text of `Warning: 299 - "…"`. */
const warningText = (header: string): string => /^\d{3} \S+ "((?:[^"\\]|\\.)*)"/.exec(header)?.[1] ?? header;

/** Nothing reached the API server, so that nothing can have been done. */
const neverSent = ({ cause }: ApiError): boolean =>
  cause instanceof Error && 'code' in cause && (cause.code === 'ECONNREFUSED' || cause.code === 'ENOTFOUND');

/**
 * The error for a call that went wrong before its answer was read. The text has only the code: those of network errors
 * name addresses, and those of parsers repeat what they read.
 */
const withoutAnswer = (call: Call, error: unknown): unknown => {
  if (error instanceof SyntaxError) return noAnswer(call.name, 'Unknown', 'the answer is not JSON');
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string')) return error;
  return noAnswer(call.name, 'Unreachable', error.code, error);
};

/**
 * Opens one answer: no retries but for credentials that have just rotated. Throws an `ApiError` for an answer that is no
 * success. The caller reads the body.
 */
export const createOpen =
  (options: SendOptions): Open =>
  async (call, signal, attempt) => {
    const { connection, clock, userAgent, scrub } = options;
    const body = call.body === undefined ? undefined : JSON.stringify(call.body.value);
    const exchange = async (refused: boolean): Promise<IncomingMessage> => {
      const started = clock.now();
      const record = (status: number | undefined) =>
        options.onCall({
          method: call.method,
          resource: call.resource,
          status,
          seconds: (clock.now() - started) / 1000,
          attempt,
        });
      try {
        const answer = await connection.open({
          method: call.method,
          path: call.path,
          headers: {
            Accept: call.accept ?? 'application/json',
            'User-Agent': userAgent,
            ...(call.body === undefined ? {} : { 'Content-Type': call.body.type }),
          },
          ...(body === undefined ? {} : { body }),
          signal,
          refused,
        });
        record(answer.statusCode);
        return answer;
      } catch (error) {
        record(undefined);
        throw error;
      }
    };
    let answer = await exchange(false);
    if (answer.statusCode === 401) {
      answer.resume();
      answer = await exchange(true);
    }
    for (const warning of [answer.headers.warning ?? []].flat()) options.onWarning(scrub(warningText(warning)));
    const status = answer.statusCode ?? 0;
    if (status >= 200 && status < 300) return answer;
    const text = await bodyText(answer);
    throw errorFromAnswer(text, status, answer.headers['retry-after'], { call: call.name, scrub });
  };

/** Whether an error is worth another try, and when: milliseconds, or undefined. */
const retryDelay = (call: Call, error: ApiError, attempt: number, random: () => number): number | undefined => {
  // Half fixed, half drawn: many callers that failed together do not come back together.
  const backOff = Math.min(firstDelay * 2 ** attempt, longestDelay) * (0.5 + random() / 2);
  if (error.status === 429 || (error.status >= 500 && error.retryAfter !== undefined)) {
    if (error.retryAfter === undefined) return backOff;
    return error.retryAfter > longestRetryAfter ? undefined : Math.max(error.retryAfter, backOff);
  }
  const temporary = error.reason === 'Unreachable' || error.reason === 'Timeout' || error.status >= 500;
  return temporary && (call.repeatable || neverSent(error)) ? backOff : undefined;
};

/**
 * Sends calls and reads their answers as JSON. 429 and 5xx with `Retry-After` are repeated when the server says, since it did
 * nothing; other failures of the server or the network only when doing it twice does no harm. All errors are `ApiError`s,
 * but for those of `permit` and of a signal that was aborted.
 */
export const createSend = (open: Open, options: SendOptions): Send => {
  const once = async (call: Call, attempt: number): Promise<unknown> => {
    const leading = call.method === 'GET' ? undefined : options.permit();
    const late = new AbortController();
    const cancel = options.clock.after(options.timeoutMilliseconds, () => late.abort());
    const signals = [late.signal, leading, call.signal].filter((signal) => signal !== undefined);
    try {
      const answer = await open(call, AbortSignal.any(signals), attempt);
      return JSON.parse(await bodyText(answer));
    } catch (error) {
      if (error instanceof ApiError) throw error;
      leading?.throwIfAborted();
      call.signal?.throwIfAborted();
      if (late.signal.aborted) {
        throw noAnswer(call.name, 'Timeout', `no answer within ${options.timeoutMilliseconds / 1000} s`);
      }
      throw withoutAnswer(call, error);
    } finally {
      cancel();
    }
  };

  return async (call) => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await once(call, attempt);
      } catch (error) {
        if (!(error instanceof ApiError) || attempt >= options.maxRetries) throw error;
        const delay = retryDelay(call, error, attempt, options.random);
        if (delay === undefined) throw error;
        await sleep(options.clock, delay, call.signal ?? new AbortController().signal);
        call.signal?.throwIfAborted();
      }
    }
  };
};
