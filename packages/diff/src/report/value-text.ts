import { writeYaml } from '@wildermesser/manifest';
import type { Json } from '../model/json.ts';
import { numberText } from './number-text.ts';
import { printable } from './printable.ts';

/** Characters of a value that are shown on one line; of a longer one the middle is left out, and said. */
const longest = 400;

const plain = /^[A-Za-z0-9_./:@%+*=-][A-Za-z0-9_./:@%+*= -]*$/;

/** Whether a value needs lines of its own. */
export const isMultiLine = (value: Json): boolean =>
  typeof value === 'string'
    ? value.includes('\n')
    : typeof value === 'object' && value !== null && Object.keys(value).length > 0;

const shorten = (text: string): string => {
  if (text.length <= longest) return text;
  const left = text.length - longest;
  return `${text.slice(0, longest / 2)}… ${numberText(left)} more characters …${text.slice(-longest / 2)}`;
};

/** A value on one line; a string is quoted where it could be taken for something else. */
export const inlineText = (value: Json): string => {
  const isPlain = typeof value === 'string' && plain.test(value) && !/^(true|false|null|~|[\d.+-]+)$/i.test(value);
  return shorten(printable(isPlain ? value : JSON.stringify(value)));
};

/** A value as lines: the text itself, or YAML. */
export const blockText = (value: Json): string => {
  if (typeof value === 'string') return printable(value);
  try {
    return printable(writeYaml(value));
  } catch {
    // Rendered manifests were read from YAML or JSON; this is for what only JSON can say.
    return printable(JSON.stringify(value, undefined, 2));
  }
};
