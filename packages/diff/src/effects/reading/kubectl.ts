import type { Identity } from '@wildermesser/manifest';

/** Manifests come from whoever opened the request; a name must not become shell syntax in what people paste. */
const quoted = (word: string): string =>
  /^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** How kubectl is told of an object: `deployment.apps/web`. */
export const resourceName = ({ group, kind, name }: Identity): string =>
  `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${name}`;

/** A kubectl command in the namespace of an object, ready to paste. */
export const kubectl = ({ namespace }: Pick<Identity, 'namespace'>, ...words: readonly string[]): string =>
  ['kubectl', ...(namespace === '' ? [] : ['--namespace', namespace]), ...words].map(quoted).join(' ');
