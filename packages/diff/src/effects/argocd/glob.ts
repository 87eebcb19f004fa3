/**
 * Whether a text fits a pattern of Argo CD: `*` is anything, `?` one character. Takes no longer than the product of
 * their lengths, as patterns come from whoever opens a request.
 */
export const fitsGlob = (pattern: string, text: string): boolean => {
  let [at, place] = [0, 0];
  // Where the last star was, and how far it has reached: on a mismatch it takes one character more.
  let [star, reached] = [-1, 0];
  while (place < text.length) {
    if (pattern[at] === '*') {
      [star, reached] = [at, place];
      at++;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === text[place])) {
      at++;
      place++;
    } else if (star >= 0) {
      at = star + 1;
      reached++;
      place = reached;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(at));
};
