import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { describeLabels, expressionsMatch, hasAll } from '../label-selector.ts';
import type { PodTemplate } from '../pod-template.ts';
import { at, stringMapOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import type { World } from '../world.ts';

const selecting = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

/** A workload's selector takes the pods of its own template, and no other pods of the namespace. */
export const selectorMatchesTemplate: Rule = {
  name: 'selector-matches-template',
  check: (world) => {
    const findings: Finding[] = [];
    for (const pod of world.pods) {
      if (!selecting.has(pod.owner.kind)) continue;
      const selector = selectorOf(pod);
      const wanted = stringMapOf(at(selector, 'matchLabels'));
      if (!hasAll(wanted, pod.labels)) {
        findings.push(miss(pod));
        continue;
      }
      if (!expressionsMatch(selector, pod.labels)) findings.push(miss(pod));
      const rival = rivalOf(world, pod, selector, wanted);
      if (rival !== undefined) findings.push(overlap(pod, wanted, rival));
    }
    return findings;
  },
};

/** A ReplicationController selects by plain labels, and by those of its template when it names none. */
const selectorOf = ({ owner, labels }: PodTemplate): unknown => {
  const selector = at(owner, 'spec', 'selector');
  if (owner.kind !== 'ReplicationController') return selector;
  return { matchLabels: selector ?? Object.fromEntries(labels) };
};

const miss = (pod: PodTemplate): Finding =>
  findingOn(pod.owner, {
    severity: 'error',
    code: 'selector-mismatch',
    field: 'spec.selector',
    message: `the selector does not take the pods of its own template, which are labelled ${describeLabels(pod.labels) || 'not at all'}`,
    advice: 'give the template the labels that the selector asks for',
  });

type Labels = ReadonlyMap<string, string>;

const rivalOf = (world: World, pod: PodTemplate, selector: unknown, wanted: Labels): Manifest | undefined => {
  for (const { owner, labels } of world.podsWith(pod.namespace, wanted)) {
    if (owner !== pod.owner && competes(owner) && expressionsMatch(selector, labels)) return owner;
  }
  return undefined;
};

const overlap = (pod: PodTemplate, wanted: Labels, rival: Manifest): Finding =>
  findingOn(pod.owner, {
    severity: 'error',
    code: 'selector-overlap',
    field: 'spec.selector',
    message: `the selector (${describeLabels(wanted)}) also takes the pods of ${rival.kind} ${rival.metadata.name ?? ''} in the same namespace`,
    advice: 'select by a label that only these pods have, or use a namespace of its own',
  });

const competes = (owner: PodTemplate['owner'] | undefined): boolean =>
  owner !== undefined && (owner.kind === 'Pod' || selecting.has(owner.kind));
