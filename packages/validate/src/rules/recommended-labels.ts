import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import type { PodTemplate } from '../pod-template.ts';
import type { Rule } from '../rule.ts';

const recommended = 'app.kubernetes.io/name';

/** Workloads and Services carry the label by which every tool finds the parts of an application. */
export const recommendedLabels: Rule = {
  name: 'recommended-labels',
  check: (world) => [
    ...world.pods.flatMap(podFaults),
    ...world.ofKind('', 'Service').flatMap((service) => fault(service)),
  ],
};

const podFaults = ({ owner, labels, field }: PodTemplate): Finding[] =>
  labels.has(recommended) || field === 'spec'
    ? fault(owner)
    : [...fault(owner), warning(owner, field.replace(/spec$/, 'metadata.labels'), 'its pods do')];

const fault = (manifest: Manifest): Finding[] =>
  manifest.metadata.labels?.[recommended] === undefined
    ? [warning(manifest, 'metadata.labels', 'the object does')]
    : [];

const warning = (manifest: Manifest, field: string, who: string): Finding =>
  findingOn(manifest, {
    severity: 'warning',
    code: 'missing-recommended-label',
    field,
    message: `${who} not carry the label ${recommended}`,
    advice: `add ${recommended}`,
  });
