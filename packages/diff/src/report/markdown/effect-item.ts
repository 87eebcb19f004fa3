import { describeIdentity } from '@wildermesser/manifest';
import type { Effect } from '../../model/effect.ts';
import { fieldText } from '../../model/field-path.ts';
import type { Severity } from '../../model/severity.ts';
import { cut } from '../cut.ts';
import { atLine } from '../object-words.ts';
import type { ReportOptions } from '../report.ts';
import { code, fenced, linkTo, prose } from './escape.ts';

export const severityIcons: Readonly<Record<Severity, string>> = {
  danger: '⛔',
  warning: '⚠️',
  notice: '👀',
  info: 'ℹ️',
};

const longestName = 160;
const longestText = 600;

/** The name of a rule, linked to its explanation where there is one. */
const ruleText = (rule: string, rulesUrl: string | undefined): string =>
  rulesUrl === undefined ? code(rule) : `[${code(rule)}](${rulesUrl}#${encodeURIComponent(rule)})`;

const waiverText = ({ waiver }: Effect): string => {
  if (waiver === undefined) return '';
  const until = prose(waiver.until);
  return ` — ${waiver.expired ? `**was accepted until ${until}, so it counts again**` : `accepted until ${until}`}: ${prose(cut(waiver.reason, longestText))}`;
};

/** An effect as an item of a list. With its object where the list is not below one, and how many more have it. */
export const effectItem = (effect: Effect, options: ReportOptions, isBelowObject: boolean, others = 0): string => {
  const { severity, rule, object, field, message, advice, source, generated, commands = [] } = effect;
  const place = source ?? generated;
  const where = [
    ...(isBelowObject ? [] : [code(cut(describeIdentity(object), longestName))]),
    ...(others > 0 ? [`and ${others} more alike`] : []),
    ...(field === undefined || field.length === 0 ? [] : [code(cut(fieldText(field), longestName))]),
  ].join(' ');
  const isAccepted = effect.waiver !== undefined && !effect.waiver.expired;
  return [
    `- ${isAccepted ? '☑️' : severityIcons[severity]} **${severity}** ${where === '' ? '' : `${where} `}— ${prose(cut(message, longestText))} (${ruleText(rule, options.rulesUrl)}${place === undefined || isBelowObject ? '' : `, ${linkTo(options.sourceUrl, place, atLine(place))}`})${waiverText(effect)}`,
    ...(advice === undefined ? [] : [`  <br>→ ${prose(cut(advice, longestText))}`]),
    ...(commands.length === 0 || !isBelowObject
      ? []
      : [
          '',
          ...fenced(
            'sh',
            commands.map((command) => cut(command, 1000)),
          )
            .split('\n')
            .map((line) => `  ${line}`),
        ]),
  ].join('\n');
};
