/** What is wrong at one place of a value. */
export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly advice?: string;
  /** Path from the value that was checked; grows from the right as the fault is handed up. */
  field: string;
}

/** Looks at one value and adds what is wrong with it to `faults`. */
export type Check = (value: unknown, faults: Fault[]) => void;

/** Adds a fault at the value itself. */
export const report = (faults: Fault[], code: string, message: string, advice?: string): void => {
  faults.push({ code, message, field: '', ...(advice !== undefined && { advice }) });
};

const plainKey = /^[A-Za-z_$][\w$-]*$/;

const step = (key: string | number): string => {
  if (typeof key === 'number') return `[${key}]`;
  return plainKey.test(key) ? key : `[${JSON.stringify(key)}]`;
};

/**
 * Puts `key` before the faults that were added since there were `before` of them. Paths are built on the way out of a
 * fault, so that a value without faults costs no path at all.
 */
export const locate = (faults: Fault[], before: number, key: string | number): void => {
  const head = step(key);
  for (const fault of faults.slice(before)) {
    fault.field = fault.field === '' || fault.field.startsWith('[') ? head + fault.field : `${head}.${fault.field}`;
  }
};

/** How messages name the type of a value; never the value, which may be secret. */
export const typeName = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'an object';
    case 'bigint':
      return 'a number';
    case 'undefined':
      return 'nothing';
    default:
      return `a ${typeof value}`;
  }
};

/** A value with named fields. */
export const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
