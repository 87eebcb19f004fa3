/**
 * A parameter's value as Argo CD hands it to `--set`: commas are escaped, because they would start the next value;
 * those that are escaped already and a list in braces stay as they are.
 */
export const setValue = (value: string): string => {
  if (value.startsWith('{') && value.endsWith('}')) return value;
  return value.replace(/(\\?),/g, (all, backslash: string) => (backslash === '' ? '\\,' : all));
};
