import type { Manifest } from '@wildermesser/manifest';
import { at, recordsOf, textOf } from './read-fields.ts';

/** Annotation of a Job that creates the Secret of this name once, from random bytes, in its own namespace. */
export const generatesSecret = 'wildermesser.dev/generates-secret';

/** Annotations that make cert-manager issue the certificates that an Ingress or a Gateway asks for. */
export const issuerAnnotations = { Issuer: 'cert-manager.io/issuer', ClusterIssuer: 'cert-manager.io/cluster-issuer' };

/** Names of the Secrets that exist in the manifest's namespace once the cluster has acted on it; `''` means none. */
export type SecretNames = (manifest: Manifest) => readonly string[];

const issued = ({ metadata }: Manifest): boolean =>
  Object.values(issuerAnnotations).some((key) => metadata.annotations?.[key] !== undefined);

const makers: Readonly<Record<string, SecretNames>> = {
  '/Secret': ({ metadata }) => [metadata.name ?? ''],
  'batch/Job': ({ metadata }) => [textOf(metadata.annotations?.[generatesSecret])],
  'bitnami.com/SealedSecret': (sealed) => [
    textOf(at(sealed, 'spec', 'template', 'metadata', 'name')) || (sealed.metadata.name ?? ''),
  ],
  'cert-manager.io/Certificate': (certificate) => [textOf(at(certificate, 'spec', 'secretName'))],
  'external-secrets.io/ExternalSecret': (external) => [
    textOf(at(external, 'spec', 'target', 'name')) || (external.metadata.name ?? ''),
  ],
  'networking.k8s.io/Ingress': (ingress) =>
    issued(ingress) ? recordsOf(at(ingress, 'spec', 'tls')).map((tls) => textOf(tls.secretName)) : [],
  'gateway.networking.k8s.io/Gateway': (gateway) =>
    issued(gateway)
      ? recordsOf(at(gateway, 'spec', 'listeners')).flatMap((listener) =>
          recordsOf(at(listener, 'tls', 'certificateRefs')).map((reference) => textOf(reference.name)),
        )
      : [],
};

/** Which Secrets the manifests of a kind make; undefined when none. */
export const secretsMadeBy = (group: string, kind: string): SecretNames | undefined => makers[`${group}/${kind}`];
