/** What Go's regular expressions lack of JavaScript's, each with what to say about it. */
const lacking: readonly (readonly [RegExp, string])[] = [
  [/^\(\?<?[=!]/, 'look-around'],
  [/^\\[1-9]/, 'a back-reference'],
  [/^\\k</, 'a back-reference'],
  [/^\\[uc]/, 'an escape by code point'],
  [/^\\p\{(?![A-Z][a-z]?\})/i, 'a Unicode property of more than a letter or two'],
  [/^\[\^?\]/, 'an empty character class'],
];

const largestRepeat = 1000;

/** The expression as JavaScript reads it, strictly; undefined when it is none. */
export const toRegExp = (pattern: string): RegExp | undefined => {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return undefined;
  }
};

/**
 * Why a pattern cannot stand in a values schema, undefined when it can. Helm matches with RE2, other readers with
 * JavaScript's expressions: a pattern must be one of both.
 */
export const patternFault = (pattern: string): string | undefined => {
  if (toRegExp(pattern) === undefined) return 'is no regular expression (JavaScript, `u` flag)';
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const rest = pattern.slice(i);
    if (inClass && rest.startsWith('[:')) return 'has a class by name, which JavaScript takes for its letters';
    const fault = inClass && !rest.startsWith('\\') ? undefined : lacking.find(([shape]) => shape.test(rest));
    if (fault !== undefined) return `has ${fault[1]}, which Helm's expressions (RE2) lack`;
    const repeat = inClass ? undefined : /^\{(\d+)(?:,(\d*))?\}/.exec(rest);
    if (Math.max(Number(repeat?.[1] ?? 0), Number(repeat?.[2] ?? 0)) > largestRepeat) {
      return `repeats more than ${largestRepeat} times, the most that Helm's expressions (RE2) allow`;
    }
    if (rest.startsWith('\\')) i++;
    else if (rest.startsWith('[')) inClass = true;
    else if (rest.startsWith(']')) inClass = false;
  }
  return undefined;
};

/** A text as a pattern that matches it alone. */
export const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
