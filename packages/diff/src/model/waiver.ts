/** A risk that somebody accepted, written on the object: `wildermesser.dev/accept.<rule>: "until 2027-01-31: reason"`. */
export interface Waiver {
  /** The last day on which it holds, `2027-01-31`. */
  readonly until: string;
  readonly reason: string;
  /** It held until a day before the plan's date: the effect counts again. */
  readonly expired: boolean;
}
