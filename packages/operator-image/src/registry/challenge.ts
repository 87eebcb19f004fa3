/** How a registry asks for a login: the header `WWW-Authenticate`, RFC 9110, 11.6.1. */
export interface Challenge {
  /** In lower case: `basic`, `bearer`. */
  readonly scheme: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Reads the first challenge of a header; undefined when there is none. */
export const parseChallenge = (header: string | null): Challenge | undefined => {
  const [, scheme, rest = ''] = /^\s*(\w+)\s*(.*)$/s.exec(header ?? '') ?? [];
  if (scheme === undefined) return undefined;
  const parameters = [...rest.matchAll(/(\w+)=(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))/g)].map(
    ([, key = '', quoted, plain = '']) => [key.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? plain] as const,
  );
  return { scheme: scheme.toLowerCase(), parameters: Object.fromEntries(parameters) };
};
