import { cut } from '../cut.ts';
import { printable, printableLine } from '../printable.ts';

/** For the inside of an HTML tag's content or attribute. */
export const html = (text: string): string =>
  printableLine(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * Untrusted text as prose. It is text and nothing else: no markup, no HTML, and none of what GitHub and GitLab make of
 * plain text (mentions, references to issues, addresses), since a space without width stands in between.
 */
export const prose = (text: string): string =>
  printableLine(text)
    .replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_[\]|~$!]/g, '\\$&')
    .replace(/(@|(?<!&)#|!|~|%|\$|GH(?=-\d))(?=[\w"-])/gi, '$1&#8203;')
    .replaceAll('://', ':&#8203;//')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, 3)}&#8203;.`)
    .trim();

/** The longest run of backticks, which a delimiter has to exceed. */
const longestRun = (text: string): number => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** Untrusted text as a code span. */
export const code = (text: string): string => {
  const line = printableLine(text).trim();
  if (line === '') return '(empty)';
  const delimiter = '`'.repeat(longestRun(line) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${delimiter}${space}${line}${space}${delimiter}`;
};

/** The same within a table, whose cells are split before anything else is read. */
export const codeInTable = (text: string): string => code(text).replaceAll('|', '\\|');

/** Lines as a fenced block; a fence is longer than every one within. */
export const fenced = (language: string, lines: readonly string[]): string => {
  const text = lines.map((line) => printable(line).replaceAll('\r', ' ')).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${text}\n${fence}`;
};

/** Characters of a path; a longer one is cut, and no link. */
const longestLabel = 200;

/** `label`, linked to a file below `base` when there is one. */
export const linkTo = (
  base: string | undefined,
  { file, line }: { file: string; line: number },
  label: string,
): string => {
  const shown = cut(label, longestLabel);
  if (base === undefined || file.length > longestLabel) return code(shown);
  const path = file
    .split('/')
    .map((part) =>
      encodeURIComponent(part.toWellFormed()).replace(/[()!'*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
    )
    .join('/');
  return `[${code(shown)}](${base.replace(/\/?$/, '/')}${path}#L${line})`;
};
