import { compareBytes } from '@wildermesser/manifest';

type Plain = boolean | null | number | string | readonly Plain[] | { readonly [key: string]: Plain | undefined };

const sorted = (value: Plain): Plain => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value as { readonly [key: string]: Plain });
  return Object.fromEntries(fields.sort(([a], [b]) => compareBytes(a, b)).map(([key, field]) => [key, sorted(field)]));
};

/** JSON whose bytes follow from its content alone: keys sorted, no blanks, no newline. Absent fields are left out. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(sorted(JSON.parse(JSON.stringify(value)) as Plain));
