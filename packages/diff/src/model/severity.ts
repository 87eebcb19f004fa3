/**
 * How bad an effect is. `info`: worth knowing. `notice`: look at it. `warning`: something stops working for a while, or
 * opens up. `danger`: data, access or the sync itself is lost.
 */
export type Severity = 'info' | 'notice' | 'warning' | 'danger';

/** Mildest first. */
export const severities: readonly Severity[] = ['info', 'notice', 'warning', 'danger'];

/** Negative when `a` is milder than `b`. */
export const compareSeverities = (a: Severity, b: Severity): number => severities.indexOf(a) - severities.indexOf(b);

/** The worst of some severities; undefined when there is none. */
export const worstSeverity = (all: readonly Severity[]): Severity | undefined =>
  severities.findLast((severity) => all.includes(severity));
