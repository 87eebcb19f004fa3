import { type Reason, reasons } from '../decide/index.ts';
import type { MySQLStatus } from '../resource/index.ts';
import type { Happening } from '../runtime/recorder.ts';

/** The longest note of an event, in UTF-16 units. */
const longest = 1000;

/**
 * The events of a change of the status: what the instance is doing now, what went wrong, and what is well again. One for each
 * condition, and none while its reason stays.
 */
export const announcements = (before: MySQLStatus | undefined, after: MySQLStatus): readonly Happening[] =>
  (after.conditions ?? []).flatMap(({ type, status, reason, message }): Happening[] => {
    const old = before?.conditions?.find((each) => each.type === type);
    const kind = reasons[reason as Reason] ?? 'Normal';
    // A degraded instance says why in another condition already.
    if (type === 'Degraded' || old?.reason === reason) return [];
    const isWell = old !== undefined && status === 'True' && old.status !== 'True';
    return type === 'Ready' || kind === 'Warning' || isWell
      ? [{ type: kind, reason, action: type, note: message.slice(0, longest) }]
      : [];
  });
