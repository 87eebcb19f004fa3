import type { Objects, StoredSecret } from '../observe/index.ts';
import type { Store } from '../runtime/store.ts';

type Ref = Parameters<Objects['secret']>[0];

/**
 * Secrets without our label, each read once for each of its versions: that it is there, and in which version, is known.
 *
 * @param versions of all Secrets
 */
export const rememberSecrets = (versions: Store<string>, live: Pick<Objects, 'secret'>): Objects['secret'] => {
  const read = new Map<string, StoredSecret>();
  return async (ref: Ref) => {
    const text = `${ref.namespace}/${ref.name}`;
    const version = versions.get(ref);
    const known = read.get(text);
    if (version !== undefined && known?.metadata.resourceVersion === version) return known;
    read.delete(text);
    if (version === undefined) return undefined;
    const secret = await live.secret(ref);
    if (secret !== undefined) read.set(text, secret);
    return secret;
  };
};
