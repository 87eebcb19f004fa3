import { describeIdentity } from '@wildermesser/manifest';
import type { Effect } from '../../model/effect.ts';
import { fieldText } from '../../model/field-path.ts';
import type { Severity } from '../../model/severity.ts';
import { allEffects } from '../all-effects.ts';
import { plural } from '../counting.ts';
import { counts } from '../effects-of-field.ts';
import { printable } from '../printable.ts';
import type { Report } from '../report.ts';

type Level = 'error' | 'warning' | 'notice';

/** What is worth knowing only is no annotation. */
const levels: Readonly<Partial<Record<Severity, Level>>> = { danger: 'error', warning: 'warning', notice: 'notice' };

/** GitHub shows this many of each level in a step, and drops the others without a word. */
const shownByGitHub = 10;

const data = (text: string): string =>
  printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const command = (level: Level, properties: Readonly<Record<string, string>>, message: string): string => {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${level}${list.length === 0 ? '' : ` ${list.join(',')}`}::${data(message)}\n`;
};

const annotation = (level: Level, { rule, object, field, message, advice, source, generated }: Effect): string => {
  const place = source ?? generated;
  const at = field === undefined || field.length === 0 ? '' : ` ${fieldText(field)}`;
  return command(
    level,
    {
      ...(place === undefined ? {} : { file: place.file, line: String(place.line) }),
      title: `${rule}: ${describeIdentity(object)}`,
    },
    `${describeIdentity(object)}${at}: ${message}${advice === undefined ? '' : `\n→ ${advice}`}`,
  );
};

/**
 * Effects as workflow commands, which GitHub shows at the lines of the sources: `danger` as an error, `warning` and
 * `notice` as such. Where there are more than GitHub shows, the last one says how many are missing.
 */
export const annotations: Report = (plan) => {
  const effects = allEffects(plan).filter(counts);
  const lines = (Object.entries(levels) as [Severity, Level][]).map(([severity, level]) => {
    const all = effects.filter((effect) => effect.severity === severity);
    const shown = all.length > shownByGitHub ? all.slice(0, shownByGitHub - 1) : all;
    const left = all.length - shown.length;
    return [
      ...shown.map((effect) => annotation(level, effect)),
      ...(left === 0 ? [] : [command(level, {}, `${plural(left, `more ${severity}`)}: see the report of the plan`)]),
    ].join('');
  });
  return [lines.join('')];
};
