import type { Plan } from '../model/plan.ts';

/** How a plan is to be shown. Every field has a default, and each report reads only those that mean something to it. */
export interface ReportOptions {
  /** Columns that lines are wrapped to; absent: lines are as long as they are. Terminal. */
  readonly width?: number;
  /** Whether text is painted with ANSI colours, by default not. Terminal. */
  readonly colour?: boolean;
  /**
   * `full`: every changed field. `stat`: a line for each Application. `names`: a line for each object, for scripts.
   * Default `full`. Terminal.
   */
  readonly detail?: 'full' | 'stat' | 'names';
  /** Address in front of `file#Lline` of the head: `https://github.com/o/r/blob/<commit>/`. Markdown, HTML. */
  readonly sourceUrl?: string;
  /** Page that explains the rules; the name of a rule is its anchor. Markdown, HTML, SARIF. */
  readonly rulesUrl?: string;
  /** Address of the HTML report, or how to get it in words. Markdown. */
  readonly htmlReport?: string;
  /** Bytes, and characters, that one Markdown page may have. Default 65,000. */
  readonly pageBudget?: number;
  /** How many Markdown pages there may be; what does not fit is counted in the last one. Default 5. */
  readonly maxPages?: number;
}

/**
 * A plan as text. Pure: the same plan and options give the same bytes. Shows no secret value. One page, but for a
 * report whose readers take only so much at once.
 */
export type Report = (plan: Plan, options?: ReportOptions) => readonly string[];
