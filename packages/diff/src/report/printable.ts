/**
 * What a reader would not see or would see in a wrong place: control characters (a terminal obeys them), marks that
 * turn the direction of a text, invisible ones, and what is no character or half of one.
 */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}|\p{Noncharacter_Code_Point}/gu;

/** Untrusted text for a human: nothing in it is invisible or moves the rest. Line breaks and tabs stay. */
export const printable = (text: string): string =>
  text.replace(unseen, (character) => `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0')}`);

/** The same on one line. */
export const printableLine = (text: string): string => printable(text).replace(/[\n\t]+/g, ' ');
