/** Reading objects whose shape nobody has checked: what is absent or of another type reads as empty. */
export type Fields = Readonly<Record<string, unknown>>;

const nothing: Fields = Object.freeze({});

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `value` as a map, `{}` when it is none. */
export const fieldsOf = (value: unknown): Fields => (isMap(value) ? value : nothing);

/** `value` as a list of maps, `[]` when it is none; entries of another type read as `{}`. */
export const recordsOf = (value: unknown): readonly Fields[] => {
  if (!Array.isArray(value)) return [];
  return value.every(isMap) ? value : value.map(fieldsOf);
};

/** The strings of a list, `[]` when `value` is none. */
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];

/** `value` as a string, `''` when it is none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The value at a path of field names, undefined when a step is missing. */
export const at = (value: unknown, ...path: readonly string[]): unknown => {
  let current = value;
  for (const step of path) current = fieldsOf(current)[step];
  return current;
};

/** The entries of a map whose values are strings: labels, annotations, selectors. */
export const stringMapOf = (value: unknown): ReadonlyMap<string, string> =>
  new Map(Object.entries(fieldsOf(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
