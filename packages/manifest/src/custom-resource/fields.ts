/**
 * A whole number of 32 bits.
 *
 * @format int32
 */
export type Int32 = number;

/**
 * A whole number of 64 bits. JavaScript tells its neighbours apart up to 2^53.
 *
 * @format int64
 */
export type Int64 = number;

/**
 * A number with a fraction.
 *
 * @float
 * @format double
 */
export type Float = number;

/**
 * A time as in RFC 3339: `2026-01-31T12:00:00Z`.
 *
 * @format date-time
 */
export type DateTime = string;

/**
 * A length of time as Go writes it: `1h30m`, `10s`.
 *
 * @pattern ^([0-9]+(\.[0-9]+)?(ns|us|ms|s|m|h))+$
 * @maxLength 64
 */
export type Duration = string;

/** One value of a Secret in the namespace of the object. */
export interface SecretKeyReference {
  /**
   * Name of the Secret.
   *
   * @minLength 1
   * @maxLength 253
   */
  readonly name: string;
  /**
   * Key in its data.
   *
   * @minLength 1
   * @maxLength 253
   * @pattern ^[-._a-zA-Z0-9]+$
   */
  readonly key: string;
}
