/** Where something is written. */
export interface Place {
  /** Relative to the top of the side that it belongs to. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
}
