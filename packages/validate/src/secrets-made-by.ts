import { groupOf, type Manifest } from '@wildermesser/manifest';
import { at, recordsOf, textOf } from './read-fields.ts';

/** Annotation of a Job that creates the Secret of this name once, from random bytes, in its own namespace. */
export const generatesSecret = 'wildermesser.dev/generates-secret';

/** Annotations that make cert-manager issue the certificates that an Ingress or a Gateway asks for. */
export const issuerAnnotations = { Issuer: 'cert-manager.io/issuer', ClusterIssuer: 'cert-manager.io/cluster-issuer' };

/** Names of the Secrets that exist in the manifest's namespace once the cluster has acted on it; `''` means none. */
export const secretsMadeBy = (manifest: Manifest): readonly string[] => {
  const name = manifest.metadata.name ?? '';
  switch (`${groupOf(manifest.apiVersion)}/${manifest.kind}`) {
    case '/Secret':
      return [name];
    case 'batch/Job':
      return [textOf(manifest.metadata.annotations?.[generatesSecret])];
    case 'bitnami.com/SealedSecret':
      return [textOf(at(manifest, 'spec', 'template', 'metadata', 'name')) || name];
    case 'cert-manager.io/Certificate':
      return [textOf(at(manifest, 'spec', 'secretName'))];
    case 'external-secrets.io/ExternalSecret':
      return [textOf(at(manifest, 'spec', 'target', 'name')) || name];
    case 'networking.k8s.io/Ingress':
      return issued(manifest) ? recordsOf(at(manifest, 'spec', 'tls')).map((tls) => textOf(tls.secretName)) : [];
    case 'gateway.networking.k8s.io/Gateway':
      return issued(manifest)
        ? recordsOf(at(manifest, 'spec', 'listeners')).flatMap((listener) =>
            recordsOf(at(listener, 'tls', 'certificateRefs')).map((reference) => textOf(reference.name)),
          )
        : [];
    default:
      return [];
  }
};

const issued = ({ metadata }: Manifest): boolean =>
  Object.values(issuerAnnotations).some((key) => metadata.annotations?.[key] !== undefined);
