import type { FieldChange, Noise } from '../model/field-change.ts';
import type { ObjectChange, Verb } from '../model/object-change.ts';
import type { Plan, PlanCounts } from '../model/plan.ts';
import { severities } from '../model/severity.ts';

/** `1 object`, `2 objects`. */
export const plural = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? '' : 's'}`;

/** `4 add, 7 change (2 restart), 1 recreate, 1 prune`: a restart is a change, too. What does not occur is left out. */
export const verbCounts = (verbs: Readonly<Partial<Record<Verb, number>>>): string => {
  const { add = 0, change = 0, restart = 0, recreate = 0, prune = 0, move = 0, rename = 0, none = 0 } = verbs;
  const parts: (string | false)[] = [
    add > 0 && `${add} add`,
    change + restart > 0 && `${change + restart} change${restart > 0 ? ` (${restart} restart)` : ''}`,
    recreate > 0 && `${recreate} recreate`,
    prune > 0 && `${prune} prune`,
    move > 0 && `${move} move`,
    rename > 0 && `${rename} rename`,
    none > 0 && `${none} without effect`,
  ];
  return parts.filter((part) => part !== false).join(', ');
};

/** The line that every report ends or begins with. Of an Application that was not rendered nobody knows what changes. */
export const planLine = ({ counts: { verbs }, applications, findings }: Plan): string => {
  const unknown = applications.filter(({ status }) => status === 'unknown').length;
  const unread = findings.filter(
    ({ severity, application }) => severity === 'error' && application === undefined,
  ).length;
  const parts = [
    verbCounts(verbs),
    unknown > 0 && `${plural(unknown, 'Application')} not compared`,
    unread > 0 && `${plural(unread, 'file')} not read`,
  ];
  return `Plan: ${parts.filter((part) => part !== false && part !== '').join(', ') || 'nothing changes'}`;
};

/** `2 danger, 1 warning; 1 accepted, 1 accepted until a day that is over`; empty when there is nothing to say. */
export const severityCounts = ({ severities: amounts, waived, expired }: PlanCounts): string => {
  const worst = severities
    .toReversed()
    .filter((severity) => amounts[severity] > 0)
    .map((severity) => `${amounts[severity]} ${severity}`);
  const accepted = [waived > 0 && `${waived} accepted`, expired > 0 && `${expired} no longer accepted`].filter(
    (part) => part !== false,
  );
  return [worst.join(', '), accepted.join(', ')].filter((part) => part !== '').join('; ');
};

const noiseWords: Readonly<Record<Noise, string>> = {
  'chart-label': 'chart label',
  'version-label': 'version label',
  checksum: 'checksum',
  'ca-bundle': 'CA bundle',
};

/** `2 version labels, 1 checksum`. */
export const noiseCounts = (folded: readonly FieldChange[]): string => {
  const amounts = Map.groupBy(folded, ({ noise }) => noise);
  return (Object.keys(noiseWords) as Noise[])
    .map((noise) => [noise, amounts.get(noise)?.length ?? 0] as const)
    .filter(([, amount]) => amount > 0)
    .map(([noise, amount]) => plural(amount, noiseWords[noise]))
    .join(', ');
};

/** Whether nothing of a change is worth a look: an in-place change of labels and the like, or one without a meaning. */
export const isNoise = ({ verb, effects, fields }: ObjectChange): boolean =>
  effects.length === 0 &&
  (verb === 'none' || (verb === 'change' && fields.length > 0 && fields.every(({ noise }) => noise !== undefined)));
