import type { Contender, Cost } from './measure.ts';

/** A goal: a ratio that a measured figure must not be above, or below. */
export interface Goal {
  readonly what: string;
  readonly ratio: number;
  readonly atMost?: number;
  readonly atLeast?: number;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
};

const figure = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);

/** Whole processes side by side; ratios are to the first. */
export const costTable = (contenders: readonly Contender[], costs: readonly Cost[]): string => {
  const reference = costs[0]?.wallSeconds ?? Number.NaN;
  return table(
    ['program', 'wall s', 'CPU s', 'peak MiB', 'ratio'],
    costs.map((cost, i) => [
      contenders[i]?.name ?? '',
      figure(cost.wallSeconds),
      figure(cost.cpuSeconds),
      cost.peakMebibytes.toFixed(0),
      figure(cost.wallSeconds / reference),
    ]),
  );
};

/** Work inside one process side by side; ratios are to the first. */
export const timeTable = (rows: readonly { readonly name: string; readonly milliseconds: number }[]): string =>
  table(
    ['work', 'ms', 'ratio'],
    rows.map(({ name, milliseconds }) => [
      name,
      figure(milliseconds),
      figure(milliseconds / (rows[0]?.milliseconds ?? 1)),
    ]),
  );

/** What was to be reached, and whether it was. */
export const goalTable = (goals: readonly Goal[]): string =>
  table(
    ['goal', 'measured', 'bound', ''],
    goals.map(({ what, ratio, atMost = Number.POSITIVE_INFINITY, atLeast = 0 }) => [
      what,
      figure(ratio),
      atLeast > 0 ? `≥ ${atLeast}` : `≤ ${atMost}`,
      ratio <= atMost && ratio >= atLeast ? 'reached' : '**missed**',
    ]),
  );
