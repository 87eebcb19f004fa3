export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What a line says besides its message. An `error` may be anything that was thrown. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Writes lines for people and machines: one JSON object each, without any registered secret. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A log whose lines all have these fields. */
  with(fields: LogFields): Log;
}
