import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { fieldsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

/** Annotations that whoever applies an object writes. */
const ownedByTools = new Set([
  'argocd.argoproj.io/tracking-id',
  'argocd.argoproj.io/instance',
  'argocd.argoproj.io/installation-id',
  'kubectl.kubernetes.io/last-applied-configuration',
  'deployment.kubernetes.io/revision',
]);
/** Fields that the API server writes. */
const ownedByServer = new Set([
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

/** What the API server, kubectl or Argo CD write never stands in Git: each sync would fight over it. */
export const trackingMetadata: Rule = {
  name: 'tracking-metadata',
  check: (world) => {
    const findings: Finding[] = [];
    for (const manifest of world.manifests) {
      const metadata = fieldsOf(manifest.metadata);
      const annotations = fieldsOf(metadata.annotations);
      for (const key in annotations) {
        if (ownedByTools.has(key)) findings.push(written(manifest, `metadata.annotations.${key}`));
      }
      if (fieldsOf(metadata.labels)[instance] !== undefined)
        findings.push(written(manifest, `metadata.labels.${instance}`));
      for (const key in metadata) {
        if (ownedByServer.has(key) && metadata[key] !== undefined) findings.push(written(manifest, `metadata.${key}`));
      }
      const { status } = fieldsOf(manifest);
      if (status !== undefined && Object.keys(fieldsOf(status)).length > 0) findings.push(written(manifest, 'status'));
    }
    return findings;
  },
};

const instance = 'argocd.argoproj.io/instance';

const written = (manifest: Manifest, field: string): Finding =>
  findingOn(manifest, {
    severity: 'error',
    code: 'tracking-metadata',
    field,
    message: `${field} is written in the cluster and does not belong in Git`,
    advice: 'remove it',
  });
