import { namespace } from '../apis/core/v1.ts';
import type { Namespace } from '../apis/core/v1.types.ts';
import { recordOrigin } from '../origin.ts';

/** The levels of the Pod Security Standards, strictest last. */
export type PodSecurityLevel = 'privileged' | 'baseline' | 'restricted';

/** Argo CD asks a person before it deletes an object with this annotation, whatever else goes with the object. */
export const confirmedDeletion: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=confirm',
};

/**
 * A Namespace for pods of a Pod Security level. `enforce` refuses pods; `warn` and `audit` are there because only they
 * look at the templates of Deployments and Jobs, so that the mistake shows when those are applied. No version is
 * pinned: the standards are those of the cluster's own version, against which the manifests are validated.
 * Everything in a namespace goes with it, therefore its deletion has to be confirmed.
 */
export const podNamespace = (
  name: string,
  level: PodSecurityLevel,
  labels: Readonly<Record<string, string>> = {},
): Namespace => {
  const manifest = namespace({
    metadata: {
      name,
      annotations: confirmedDeletion,
      labels: {
        ...labels,
        'pod-security.kubernetes.io/audit': level,
        'pod-security.kubernetes.io/enforce': level,
        'pod-security.kubernetes.io/warn': level,
      },
    },
  });
  recordOrigin(manifest, podNamespace);
  return manifest;
};
