import type { Clock } from './clock.ts';
import type { Log, LogFields, LogLevel } from './log.ts';

export interface JsonLogOptions {
  /** Gets one line at a time, with its line feed. */
  readonly write: (line: string) => void;
  /** The lowest level that is written. */
  readonly level: LogLevel;
  readonly scrub: (text: string) => string;
  readonly clock: Clock;
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const deepest = 8;

/** What an error says, with what it was caused by. */
const errorFields = (error: Error): Readonly<Record<string, unknown>> => ({
  name: error.name,
  message: error.message,
  ...Object.fromEntries(Object.entries(error).filter(([name]) => name !== 'name' && name !== 'message')),
  ...(error.cause === undefined ? {} : { cause: error.cause }),
  ...(error instanceof AggregateError ? { errors: error.errors } : {}),
});

/** A copy in which every text, key and number went through `scrub`. What goes on for ever is cut off. */
const clean = (value: unknown, scrub: (text: string) => string, depth: number): unknown => {
  if (typeof value === 'string') return scrub(value);
  if (typeof value === 'number' || typeof value === 'bigint') {
    const text = String(value);
    const scrubbed = scrub(text);
    return scrubbed === text && typeof value === 'number' ? value : scrubbed;
  }
  if (typeof value !== 'object' || value === null)
    return typeof value === 'boolean' || value === null ? value : undefined;
  if (depth === 0) return '…';
  if (value instanceof Error) return clean(errorFields(value), scrub, depth);
  if (value instanceof Date) return scrub(value.toISOString());
  if (Array.isArray(value)) return value.map((one) => clean(one, scrub, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [scrub(key), clean(one, scrub, depth - 1)]));
};

/**
 * A log of JSON objects, one a line: `time`, `level`, `message` and the fields. Every text in it is scrubbed just before it
 * is written, so that no caller can forget to. Of errors the message, own fields and causes are written; of stacks nothing,
 * but for the bugs that `error` reports.
 */
export const createJsonLog = (options: JsonLogOptions, always: LogFields = {}): Log => {
  const { scrub, write, clock } = options;
  const lowest = levels.indexOf(options.level);
  const line =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (levels.indexOf(level) < lowest) return;
      const { error } = fields;
      const bug = level === 'error' && (error instanceof TypeError || error instanceof ReferenceError);
      const all = { ...always, ...fields, ...(bug ? { stack: error.stack } : {}) };
      const text = clean({ message, ...all }, scrub, deepest) as object;
      write(`${JSON.stringify({ time: clock.date().toISOString(), level, ...text })}\n`);
    };
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    with: (fields) => createJsonLog(options, { ...always, ...fields }),
  };
};
