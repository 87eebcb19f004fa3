import type { SecretValues } from './secret-values.ts';
import { mask, secretVariants } from './secret-variants.ts';

// Variants are found by their first characters: a text costs the same to scrub however many secrets there are.
const prefixLength = 4;

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_]/u.test(character);

/**
 * Secrets and their variants. Of values below four characters only whole words are replaced: all texts have an `a`
 * somewhere, and a text in which each was replaced would say nothing.
 */
export const createSecretRegistry = (): SecretValues => {
  const known = new Set<string>();
  const byPrefix = new Map<string, string[]>();
  const short = new Set<string>();

  const longestAt = (text: string, at: number): number => {
    const candidates = byPrefix.get(text.slice(at, at + prefixLength)) ?? [];
    return candidates.find((variant) => text.startsWith(variant, at))?.length ?? 0;
  };
  const shortAt = (text: string, at: number): number => {
    if (short.size === 0 || isWord(text[at - 1])) return 0;
    for (const value of short) {
      if (text.startsWith(value, at) && !isWord(text[at + value.length])) return value.length;
    }
    return 0;
  };

  return {
    add: (value) => {
      if (value === '' || known.has(value)) return;
      known.add(value);
      for (const variant of secretVariants(value)) {
        if (variant.length < prefixLength) {
          short.add(variant);
          continue;
        }
        const prefix = variant.slice(0, prefixLength);
        const others = byPrefix.get(prefix) ?? [];
        // Longest first: one secret may begin with another.
        if (!others.includes(variant)) others.push(variant);
        byPrefix.set(
          prefix,
          others.sort((a, b) => b.length - a.length),
        );
      }
    },
    scrub: (text) => {
      if (known.size === 0) return text;
      let result = '';
      let copied = 0;
      for (let at = 0; at < text.length; ) {
        const length = longestAt(text, at) || shortAt(text, at);
        if (length === 0) {
          at++;
          continue;
        }
        result += text.slice(copied, at) + mask;
        at += length;
        copied = at;
      }
      return copied === 0 ? text : result + text.slice(copied);
    },
  };
};
