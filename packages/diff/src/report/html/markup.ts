import { printable } from '../printable.ts';

/** Text that is HTML. Only {@link html} and {@link raw} make it, so that no other text gets onto the page unescaped. */
export interface Markup {
  readonly markup: string;
}

/** What a template takes; anything but markup is escaped, and `undefined` and `false` are nothing. */
export type Content = string | number | undefined | false | Markup | readonly Markup[];

/** Untrusted text for the content of an element or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  printable(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);

const written = (content: Content): string => {
  if (content === undefined || content === false) return '';
  if (typeof content === 'string' || typeof content === 'number') return escapeHtml(String(content));
  return 'markup' in content ? content.markup : content.map(({ markup }) => markup).join('');
};

/** A template whose values are escaped. */
export const html = (parts: TemplateStringsArray, ...contents: readonly Content[]): Markup => ({
  markup: parts.reduce((text, part, i) => `${text}${written(contents[i - 1])}${part}`),
});

/** Text of ours that is HTML already: styles and the script. */
export const raw = (markup: string): Markup => ({ markup });

/** Data for the script of the page, in a form that cannot end the element it stands in. */
export const dataElement = (id: string, data: unknown): Markup => ({
  markup: `<script type="application/json" id="${escapeHtml(id)}">${JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}</script>`,
});
