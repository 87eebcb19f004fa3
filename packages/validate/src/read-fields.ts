/** Reading objects whose shape nobody has checked: what is absent or of another type reads as empty. */
export type Fields = Readonly<Record<string, unknown>>;

const nothing: Fields = Object.freeze({});

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** `value` as a map, `{}` when it is none. */
export const fieldsOf = (value: unknown): Fields => (isMap(value) ? value : nothing);

const noFields: readonly Fields[] = Object.freeze([]);

/** `value` as a list of maps, `[]` when it is none; entries of another type read as `{}`. */
export const recordsOf = (value: unknown): readonly Fields[] => {
  if (!Array.isArray(value)) return noFields;
  for (let index = 0; index < value.length; index++) if (!isMap(value[index])) return value.map(fieldsOf);
  return value;
};

const noStrings: readonly string[] = Object.freeze([]);

/** The strings of a list, `[]` when `value` is none. */
export const textsOf = (value: unknown): readonly string[] => {
  if (!Array.isArray(value)) return noStrings;
  for (let index = 0; index < value.length; index++)
    if (typeof value[index] !== 'string') return value.filter((entry) => typeof entry === 'string');
  return value;
};

/** `value` as a string, `''` when it is none. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The value at a path of field names, undefined when a step is missing. Takes no list, which each call would make. */
export const at = (value: unknown, first: string, second?: string, third?: string, fourth?: string): unknown => {
  let current = fieldsOf(value)[first];
  if (second !== undefined) current = fieldsOf(current)[second];
  if (third !== undefined) current = fieldsOf(current)[third];
  if (fourth !== undefined) current = fieldsOf(current)[fourth];
  return current;
};

/** As `at`, for a path that is a value. */
export const atPath = (value: unknown, path: readonly string[]): unknown => {
  let current = value;
  for (const step of path) current = fieldsOf(current)[step];
  return current;
};

const noTexts: ReadonlyMap<string, string> = new Map();

/** The entries of a map whose values are strings: labels, annotations, selectors. */
export const stringMapOf = (value: unknown): ReadonlyMap<string, string> => {
  const fields = fieldsOf(value);
  if (fields === nothing) return noTexts;
  const texts = new Map<string, string>();
  for (const key in fields) {
    const text = fields[key];
    if (typeof text === 'string') texts.set(key, text);
  }
  return texts;
};
