import type { Finding } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { fieldsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

/** Annotations that whoever applies an object writes. */
const ownedByTools = [
  'argocd.argoproj.io/tracking-id',
  'argocd.argoproj.io/instance',
  'argocd.argoproj.io/installation-id',
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
];
/** Fields that the API server writes. */
const ownedByServer = ['creationTimestamp', 'generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'];

/** What the API server, kubectl or Argo CD write never stands in Git: each sync would fight over it. */
export const trackingMetadata: Rule = {
  name: 'tracking-metadata',
  check: (world) =>
    world.manifests.flatMap((manifest): Finding[] => {
      const metadata = fieldsOf(manifest.metadata);
      const written = [
        ...ownedByTools
          .filter((key) => fieldsOf(metadata.annotations)[key] !== undefined)
          .map((key) => `annotations.${key}`),
        ...(fieldsOf(metadata.labels)['argocd.argoproj.io/instance'] === undefined
          ? []
          : ['labels.argocd.argoproj.io/instance']),
        ...ownedByServer.filter((key) => metadata[key] !== undefined),
      ].map((key) => `metadata.${key}`);
      if (Object.keys(fieldsOf(fieldsOf(manifest).status)).length > 0) written.push('status');
      return written.map((field) =>
        findingOn(manifest, {
          severity: 'error',
          code: 'tracking-metadata',
          field,
          message: `${field} is written in the cluster and does not belong in Git`,
          advice: 'remove it',
        }),
      );
    }),
};
