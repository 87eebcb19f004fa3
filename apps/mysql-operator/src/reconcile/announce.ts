import { type Reason, reasons } from '../decide/index.ts';
import type { MySQLStatus } from '../resource/index.ts';
import type { Happening } from '../runtime/recorder.ts';

/** The longest note of an event, in UTF-16 units. */
const longest = 1000;

/**
 * The events of a change of the status: one for each condition that has another reason than before. What is only normal
 * when an instance is new is not announced, but for `Ready`.
 */
export const announcements = (before: MySQLStatus | undefined, after: MySQLStatus): readonly Happening[] =>
  (after.conditions ?? []).flatMap(({ type, reason, message }): Happening[] => {
    const old = before?.conditions?.find((each) => each.type === type);
    const kind = reasons[reason as Reason] ?? 'Normal';
    // A degraded instance says why in another condition already.
    if (type === 'Degraded' || old?.reason === reason) return [];
    if (old === undefined && type !== 'Ready' && kind === 'Normal') return [];
    return [{ type: kind, reason, action: type, note: message.slice(0, longest) }];
  });
