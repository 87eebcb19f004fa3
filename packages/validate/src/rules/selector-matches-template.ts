import type { Finding } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { describeLabels, hasAll, selectorMatches } from '../label-selector.ts';
import type { PodTemplate } from '../pod-template.ts';
import { at, stringMapOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import type { World } from '../world.ts';

const selecting = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

/** A workload's selector takes the pods of its own template, and no other pods of the namespace. */
export const selectorMatchesTemplate: Rule = {
  name: 'selector-matches-template',
  check: (world) =>
    world.pods
      .filter(({ owner }) => selecting.has(owner.kind))
      .flatMap((pod) => [...misses(pod), ...overlaps(world, pod)]),
};

/** A ReplicationController selects by plain labels, and by those of its template when it names none. */
const selectorOf = ({ owner, labels }: PodTemplate): unknown => {
  const selector = at(owner, 'spec', 'selector');
  if (owner.kind !== 'ReplicationController') return selector;
  return { matchLabels: selector ?? Object.fromEntries(labels) };
};

const misses = (pod: PodTemplate): Finding[] =>
  selectorMatches(selectorOf(pod), pod.labels)
    ? []
    : [
        findingOn(pod.owner, {
          severity: 'error',
          code: 'selector-mismatch',
          field: 'spec.selector',
          message: `the selector does not take the pods of its own template, which are labelled ${describeLabels(pod.labels) || 'not at all'}`,
          advice: 'give the template the labels that the selector asks for',
        }),
      ];

const overlaps = (world: World, pod: PodTemplate): Finding[] => {
  const selector = selectorOf(pod);
  const wanted = stringMapOf(at(selector, 'matchLabels'));
  if (!hasAll(wanted, pod.labels)) return [];
  const rival = world.podsSelected(pod.namespace, selector).find(({ owner }) => owner !== pod.owner && competes(owner));
  if (rival?.owner === undefined) return [];
  return [
    findingOn(pod.owner, {
      severity: 'error',
      code: 'selector-overlap',
      field: 'spec.selector',
      message: `the selector (${describeLabels(wanted)}) also takes the pods of ${rival.owner.kind} ${rival.owner.metadata.name ?? ''} in the same namespace`,
      advice: 'select by a label that only these pods have, or use a namespace of its own',
    }),
  ];
};

const competes = (owner: PodTemplate['owner'] | undefined): boolean =>
  owner !== undefined && (owner.kind === 'Pod' || selecting.has(owner.kind));
