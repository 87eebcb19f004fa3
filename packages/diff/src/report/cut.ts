/** A text with its middle left out, and marked, where it is longer than `longest` characters. */
export const cut = (text: string, longest: number): string => {
  const characters = [...text];
  if (characters.length <= longest) return text;
  const kept = Math.max(1, Math.floor((longest - 1) / 2));
  return `${characters.slice(0, kept).join('')}…${characters.slice(-kept).join('')}`;
};
