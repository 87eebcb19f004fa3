import { createHash } from 'node:crypto';
import { type Identity, identityKey } from '@wildermesser/manifest';

/** Far below the 255 bytes of a file system, so that temporary suffixes fit too. */
const longest = 200;

/**
 * The file name of an object in the directory of a component whose namespace is `namespace`:
 * `<kind>[.<group>]-<name>[.<other namespace>].yaml`, lower case. It depends on the object alone, never on its
 * neighbours, so that adding one file renames no other. What lower case and a file system cannot hold is replaced, and
 * a hash of the identity keeps such names apart.
 *
 * @param isShared whether more than one API group has the kind
 */
export const manifestFileName = (
  identity: Identity,
  namespace: string,
  isShared: (kind: string) => boolean,
): string => {
  const { group, kind, name } = identity;
  const elsewhere = identity.namespace !== '' && identity.namespace !== namespace;
  const written = `${kind}${isShared(kind) && group !== '' ? `.${group}` : ''}-${name}${elsewhere ? `.${identity.namespace}` : ''}`;
  const plain = `${kind.toLowerCase()}${written.slice(kind.length)}`;
  const safe = plain.toLowerCase().replace(/[^a-z0-9.-]/g, '-');
  if (safe === plain && safe.length <= longest) return `${safe}.yaml`;
  const hash = createHash('sha256').update(identityKey(identity)).digest('hex').slice(0, 8);
  return `${safe.slice(0, longest)}-${hash}.yaml`;
};
