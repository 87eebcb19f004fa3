/** Shorter ones cost less than the table that would find them. */
const shortest = 48;

/**
 * Copies values so that equal long strings are kept once. The scripts in thousands of pods and Jobs are the same few texts.
 * Only for texts of which there are few: the table keeps each for ever.
 */
export const createIntern = (): (<T>(value: T) => T) => {
  const texts = new Map<string, string>();
  const visit = (value: unknown): unknown => {
    if (typeof value === 'string') {
      if (value.length < shortest) return value;
      const known = texts.get(value);
      if (known !== undefined) return known;
      if (texts.size < 1000) texts.set(value, value);
      return value;
    }
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, visit(each)]));
  };
  return <T>(value: T): T => visit(value) as T;
};
