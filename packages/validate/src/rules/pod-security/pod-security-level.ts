import { type Fields, fieldsOf, recordsOf } from '../../read-fields.ts';
import { baselineControls } from './baseline-controls.ts';
import type { Control, JudgedPod } from './control.ts';
import { contextsOf } from './each-context.ts';
import { restrictedControls } from './restricted-controls.ts';

/** The levels of the Pod Security Standards, laxest first. */
export const podSecurityLevels = ['privileged', 'baseline', 'restricted'] as const;

export type PodSecurityLevel = (typeof podSecurityLevels)[number];

/** A control that a pod does not pass, with everything that violates it. */
export interface Violation {
  readonly control: string;
  readonly details: readonly string[];
}

const controls: Readonly<Record<PodSecurityLevel, readonly Control[]>> = {
  privileged: [],
  baseline: baselineControls,
  restricted: restrictedControls,
};

/** The controls of `level` that a pod violates; empty when a namespace that enforces `level` lets it in. */
export const podSecurityViolations = (
  level: PodSecurityLevel,
  podSpec: unknown,
  annotations: ReadonlyMap<string, string> = new Map(),
): readonly Violation[] => {
  const pod = judged(fieldsOf(podSpec), annotations);
  const violated: Violation[] = [];
  const list = controls[level];
  for (let index = 0; index < list.length; index++) {
    const { name, violations } = list[index] as Control;
    const details = violations(pod);
    if (details.length > 0) violated.push({ control: name, details });
  }
  return violated;
};

/** The strictest level that a pod passes, by the rules of Kubernetes 1.36. */
export const podSecurityLevel = (podSpec: unknown, annotations?: ReadonlyMap<string, string>): PodSecurityLevel =>
  podSecurityLevels.findLast((level) => podSecurityViolations(level, podSpec, annotations).length === 0) ??
  'privileged';

const judged = (spec: Fields, annotations: ReadonlyMap<string, string>): JudgedPod => {
  const containers = [
    ...recordsOf(spec.initContainers),
    ...recordsOf(spec.containers),
    ...recordsOf(spec.ephemeralContainers),
  ];
  return {
    spec,
    annotations,
    containers,
    contexts: contextsOf(spec, containers),
    windows: fieldsOf(spec.os).name === 'windows',
    userNamespace: spec.hostUsers === false,
  };
};
