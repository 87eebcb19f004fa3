import type { Identity } from './identity.ts';

/** `error` fails a build; `warning` is printed and does not; `skipped` says what was not looked at, by name. */
export type Severity = 'error' | 'warning' | 'skipped';

/** What is wrong with an input, as a value. Its wording is put together once, where it is printed. */
export interface Finding {
  readonly severity: Severity;
  /** Stable and searchable, kebab case: `unknown-field`, `duplicate-identity`. */
  readonly code: string;
  /** One sentence that says what is wrong, without the object or the place. Never a secret value. */
  readonly message: string;
  /** What to do about it, in the imperative. */
  readonly advice?: string;
  readonly object?: Identity;
  /** Path of the field: `spec.template.spec.containers[0].image`. */
  readonly field?: string;
  /** Where the user can mend it, relative to the repository when it lies inside. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
}
