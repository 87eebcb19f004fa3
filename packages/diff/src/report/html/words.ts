import type { Verb } from '../../model/object-change.ts';
import { verbSigns } from '../../model/object-change.ts';
import type { Severity } from '../../model/severity.ts';
import { html, type Markup } from './markup.ts';

/** What a verb is called beside its sign. */
export const verbWords: Readonly<Record<Verb, string>> = {
  add: 'add',
  change: 'change',
  restart: 'restart',
  recreate: 'recreate',
  prune: 'prune',
  move: 'move',
  rename: 'rename',
  none: 'no effect',
};

export const verbBadge = (verb: Verb): Markup =>
  html`<span class="verb verb-${verb}"><span aria-hidden="true">${verbSigns[verb]}</span> ${verbWords[verb]}</span>`;

export const severityBadge = (severity: Severity): Markup =>
  html`<span class="severity ${severity}">${severity}</span>`;
