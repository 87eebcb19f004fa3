/** The secret values that the program has seen, so that it can keep them out of everything it says. */
export interface SecretValues {
  /** Registers a value; from now on no text that goes through `scrub` contains it. Empty values are ignored. */
  add(value: string): void;
  /** The text with every registered value, and its usual encodings, replaced. */
  scrub(text: string): string;
}
