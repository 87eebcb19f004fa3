/** `configMap` of `ConfigMap`, `ipAddressPool` of `IPAddressPool`: what the builder of a kind is called. */
export const builderName = (kind: string): string => {
  const capitals = /^[A-Z]+/.exec(kind)?.[0] ?? '';
  const word = capitals.length > 1 && capitals.length < kind.length ? capitals.length - 1 : capitals.length;
  const name = kind.slice(0, word).toLowerCase() + kind.slice(word);
  return reserved.has(name) ? `${name}Manifest` : name;
};

/** Words of JavaScript that a kind could be called. */
const reserved: ReadonlySet<string> = new Set(['case', 'class', 'default', 'export', 'function', 'import', 'package']);
