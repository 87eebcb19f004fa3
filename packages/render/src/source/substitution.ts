/** Values for `$NAME` and `${NAME}` in an Application's source. */
export type Variables = Readonly<Record<string, string>>;

/** Go's os.Expand: braces, a name, or one special character; an unknown variable becomes nothing. */
const reference = /\$(?:\{([^}]*)\}|([*#$@!?\-0-9])|([A-Za-z_][A-Za-z0-9_]*))/g;

/** Replaces variables as Argo CD does in parameters, value file names and Jsonnet arguments. `$$` is a dollar sign. */
export const substitute = (text: string, variables: Variables): string =>
  text.replace(reference, (_, braced?: string, special?: string, name?: string) => {
    const key = braced ?? special ?? name ?? '';
    return key === '$' ? '$' : Object.hasOwn(variables, key) ? (variables[key] ?? '') : '';
  });
