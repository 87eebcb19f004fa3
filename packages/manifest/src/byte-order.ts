/** Orders strings as their UTF-8 bytes, which JavaScript's own comparison does not beyond the basic plane. */
export const compareBytes = (a: string, b: string): number => {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) {
      const surrogateX = (x & 0xf800) === 0xd800;
      return surrogateX === ((y & 0xf800) === 0xd800) ? x - y : surrogateX ? 1 : -1;
    }
  }
  return a.length - b.length;
};

const surrogate = /[\ud800-\udfff]/;

/** Sorts by `compareBytes`, in place; worth it for thousands, such as the paths of a project. */
export const sortByBytes = (texts: string[]): string[] =>
  // Without surrogates the order of the language is the same, and several times as fast.
  texts.some((text) => surrogate.test(text)) ? texts.sort(compareBytes) : texts.sort();
