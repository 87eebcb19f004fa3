import type { Verb } from '../../model/object-change.ts';
import type { Severity } from '../../model/severity.ts';

export type Style = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold' | 'alarm';

const codes: Readonly<Record<Style, string>> = {
  red: '31',
  green: '32',
  yellow: '33',
  cyan: '36',
  dim: '2',
  bold: '1',
  alarm: '1;31',
};

export const severityStyles: Readonly<Record<Severity, Style>> = {
  danger: 'alarm',
  warning: 'yellow',
  notice: 'cyan',
  info: 'dim',
};

export const verbStyles: Readonly<Record<Verb, Style>> = {
  add: 'green',
  change: 'yellow',
  restart: 'yellow',
  recreate: 'alarm',
  prune: 'red',
  move: 'cyan',
  rename: 'cyan',
  none: 'dim',
};

export const paint = (text: string, style: Style | undefined): string =>
  style === undefined || text === '' ? text : `\u001b[${codes[style]}m${text}\u001b[0m`;
