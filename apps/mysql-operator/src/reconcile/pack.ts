/** The JSON text of an object with holes where objects of its kind differ; one for all that differ nowhere else. */
interface Form {
  readonly text: string;
}

/** An object in a tenth of its room: its form, and what belongs into the holes, by lines; the first lines are its words. */
export interface Packed<T> {
  readonly form: Form;
  readonly filling: string;
  /** For the type checker alone; never set. */
  readonly type?: T;
}

// Characters that no JSON text has, which escapes them. One says `the next line`, the others `this word`.
const next = '\u0001';
const firstWord = 0x10;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that no text has them is the point
const holes = /[\u0001\u0010-\u0013]/g;
const wordCount = 4;

/** Times, base64, and any word with a digit, such as a uid, a version, an address or an amount. */
const differing = new RegExp(
  [
    '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ',
    '(?<=":")(?=[^"]*\\d)[A-Za-z0-9+/]{12,}={0,2}(?=")',
    '(?<![A-Za-z0-9-])(?=[A-Za-z-]*\\d)[A-Za-z0-9-]+',
  ].join('|'),
  'g',
);

const plainWord = /^[a-z0-9][a-z0-9.-]*$/i;
const letterOrDigit = /[A-Za-z0-9]/;

/** Not by an expression made of the word: each is compiled, and the code of ten thousand stays in memory. */
const withHole = (text: string, word: string, hole: string): string =>
  text.replaceAll(word, (found, at: number) =>
    letterOrDigit.test(text[at - 1] ?? '') || letterOrDigit.test(text[at + found.length] ?? '') ? found : hole,
  );

/** The first words of an object, as they were given; what is no plain word is empty. */
export const wordsOf = ({ filling }: Packed<unknown>): readonly string[] => filling.split('\n', wordCount);

/** The object as it was; a new one each time. */
export const unpack = <T>({ form, filling }: Packed<T>): T => {
  const lines = filling.split('\n');
  let line = wordCount;
  const text = form.text.replace(holes, (hole) =>
    hole === next ? (lines[line++] ?? '') : (lines[hole.charCodeAt(0) - firstWord] ?? ''),
  );
  return JSON.parse(text);
};

/**
 * Packs JSON values, losing nothing. Up to four words, its names above all, are looked for in the value as well: what is left
 * is the same text for most objects that one program makes, and kept once, for as long as any of them is.
 */
export const createPack = (): (<T>(value: T, words: readonly (string | undefined)[]) => Packed<T>) => {
  const forms = new Map<string, WeakRef<Form>>();
  const unused = new FinalizationRegistry((text: string) => {
    if (forms.get(text)?.deref() === undefined) forms.delete(text);
  });

  const formOf = (text: string): Form => {
    const known = forms.get(text)?.deref();
    if (known !== undefined) return known;
    const form = { text };
    forms.set(text, new WeakRef(form));
    unused.register(form, text);
    return form;
  };

  return <T>(value: T, words: readonly (string | undefined)[]): Packed<T> => {
    const plain = Array.from({ length: wordCount }, (_, at) => (plainWord.test(words[at] ?? '') ? `${words[at]}` : ''));
    // Longest first: a name is often part of another one.
    const given = plain.filter((word) => word !== '').sort((a, b) => b.length - a.length);
    const named = given.reduce(
      (text, word) => withHole(text, word, String.fromCharCode(firstWord + plain.indexOf(word))),
      JSON.stringify(value),
    );
    const lines = [...plain];
    const text = named.replace(differing, (found) => {
      lines.push(found);
      return next;
    });
    return { form: formOf(text), filling: lines.join('\n') };
  };
};
