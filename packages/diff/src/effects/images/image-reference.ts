/** An image as a container names it, with what Docker fills in. */
export interface ImageReference {
  /** `docker.io`, `quay.io`, `localhost:5000`. */
  readonly registry: string;
  /** `library/nginx`. */
  readonly repository: string;
  /** `''` when left out. */
  readonly tag: string;
  /** `sha256:…`, `''` when left out. */
  readonly digest: string;
}

/** Reads a reference by the rules of the distribution specification: `[registry/]repository[:tag][@digest]`. */
export const imageReference = (text: string): ImageReference => {
  const [named = '', digest = ''] = text.split('@');
  const slash = named.indexOf('/');
  const first = slash === -1 ? '' : named.slice(0, slash);
  const hasRegistry = /[.:]/.test(first) || first === 'localhost';
  const rest = hasRegistry ? named.slice(slash + 1) : named;
  const colon = rest.indexOf(':');
  const [path, tag] = colon === -1 ? [rest, ''] : [rest.slice(0, colon), rest.slice(colon + 1)];
  const registry = hasRegistry ? first.replace(/^(?:index|registry-1)\.docker\.io$/, 'docker.io') : 'docker.io';
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  return { registry, repository, tag, digest };
};
