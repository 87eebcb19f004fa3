/** Text of data that is the same for the same data: keys in order, absent members left out, one zero. */
export const normalForm = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(normalForm).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(Object.is(value, -0) ? 0 : value);
  const members = Object.entries(value).filter(([, held]) => held !== undefined);
  const texts = members.map(([key, held]) => `${JSON.stringify(key)}:${normalForm(held)}`);
  return `{${texts.sort().join(',')}}`;
};

/** Objects as texts, in the order given. */
export const inOrder = (objects: readonly unknown[]): readonly string[] => objects.map(normalForm);

/** Objects as texts in an order of their own: Helm sorts them by kind, Kustomize by name. */
export const asSet = (objects: readonly unknown[]): readonly string[] => objects.map(normalForm).sort();
