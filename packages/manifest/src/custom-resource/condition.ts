import type { DateTime, Int64 } from './fields.ts';

/**
 * One aspect of an object's state, with the fields and bounds of `metav1.Condition`. A list of them is keyed by its type,
 * so that several writers can share it.
 */
export interface Condition {
  /**
   * What it is about, in CamelCase: `Ready`.
   *
   * @maxLength 316
   * @pattern ^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$
   */
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  /**
   * Generation of the object that was looked at.
   *
   * @minimum 0
   */
  readonly observedGeneration?: Int64;
  /** When the status last changed. */
  readonly lastTransitionTime: DateTime;
  /**
   * Why, as one word for programs.
   *
   * @minLength 1
   * @maxLength 1024
   * @pattern ^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$
   */
  readonly reason: string;
  /**
   * Why, for people. May be empty.
   *
   * @maxLength 32768
   */
  readonly message: string;
}
