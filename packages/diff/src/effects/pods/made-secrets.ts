import type { World } from '../../model/rule.ts';
import { at, textOf } from '../reading/fields.ts';

/** Where well-known controllers are told the name of the Secret that they make; left out, it is the object's own. */
const makers: Readonly<Record<string, readonly string[]>> = {
  'bitnami.com/SealedSecret': ['spec', 'template', 'metadata', 'name'],
  'cert-manager.io/Certificate': ['spec', 'secretName'],
  'external-secrets.io/ExternalSecret': ['spec', 'target', 'name'],
  'secrets.hashicorp.com/VaultStaticSecret': ['spec', 'destination', 'name'],
};

/** Annotation of the Jobs of this platform that make a Secret from random bytes. */
const generatesSecret = 'wildermesser.dev/generates-secret';

/** Whether an object of a namespace has a controller make a Secret of this name. */
export const isSecretMade = (world: World, namespace: string, name: string): boolean =>
  world.inNamespace(namespace).some(({ identity, manifest }) => {
    const path = makers[`${identity.group}/${identity.kind}`];
    const made = path === undefined ? '' : textOf(at(manifest, ...path)) || identity.name;
    return made === name || manifest.metadata.annotations?.[generatesSecret] === name;
  });
