/** Words of CEL, which are no names there. */
const reserved = [
  ...['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if', 'import'],
  ...['let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
];

const escapes = [
  ['__', '__underscores__'],
  ['.', '__dot__'],
  ['-', '__dash__'],
  ['/', '__slash__'],
] as const;

/** The name by which rules call a field, undefined for one that they cannot name. */
export const celName = (field: string): string | undefined => {
  if (reserved.includes(field)) return `__${field}__`;
  const name = field.replace(/__|[.\-/]/g, (found) => escapes.find(([from]) => from === found)?.[1] ?? found);
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : undefined;
};
