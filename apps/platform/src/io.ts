/** Where a command writes and what it may know of its surroundings; a test hands in buffers. */
export interface Io {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** Wraps text in an ANSI style, or leaves it alone where the output is no terminal or the user asked for none. */
export interface Paint {
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

export const paintFor = ({ stdout, env }: Io): Paint => {
  const coloured = env.FORCE_COLOR !== undefined || (stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb');
  const style = (code: number) => (text: string) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text);
  return { red: style(31), yellow: style(33), green: style(32), dim: style(2), bold: style(1) };
};
