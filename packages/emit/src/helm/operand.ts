/** A value in a template action. */
export interface Operand {
  /** Actions that must have run, each a line of its own. */
  readonly before: readonly string[];
  readonly text: string;
  /** Whether it stands for itself among other arguments, without parentheses. */
  readonly isSimple: boolean;
}

/** A path, a variable or a constant. */
export const simple = (text: string, before: readonly string[] = []): Operand => ({ before, text, isSimple: true });

/** The operand among others. */
export const argument = ({ text, isSimple }: Operand): string => (isSimple ? text : `(${text})`);

/** The call of a function; texts are arguments as they are. */
export const invoke = (name: string, ...args: readonly (Operand | string)[]): Operand => ({
  before: args.flatMap((arg) => (typeof arg === 'string' ? [] : arg.before)),
  text: [name, ...args.map((arg) => (typeof arg === 'string' ? arg : argument(arg)))].join(' '),
  isSimple: false,
});

/** The operand sent through a function, which takes it as the last argument. */
export const pipe = (operand: Operand, command: string): Operand => ({
  before: operand.before,
  text: `${operand.text} | ${command}`,
  isSimple: false,
});

/** The lines, further in; an action that trims the space in front of it may stand anywhere. */
export const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
