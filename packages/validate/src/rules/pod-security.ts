import type { Finding, Manifest } from '@wildermesser/manifest';
import { closest } from '../did-you-mean.ts';
import { findingOn } from '../finding-on.ts';
import type { PodTemplate } from '../pod-template.ts';
import type { Rule } from '../rule.ts';
import type { World } from '../world.ts';
import {
  type PodSecurityLevel,
  podSecurityLevel,
  podSecurityLevels,
  podSecurityViolations,
} from './pod-security/pod-security-level.ts';

const label = 'pod-security.kubernetes.io/enforce';
const field = `metadata.labels.${label}`;

/** Every namespace enforces exactly the strictest level of Pod Security that its pods pass. */
export const podSecurity: Rule = {
  name: 'pod-security',
  check: (world) => {
    const findings = world.ofKind('', 'Namespace').flatMap((namespace) => labelFaults(world, namespace));
    const levels = new Map<string, PodSecurityLevel | undefined>();
    for (const pod of world.pods) {
      const { namespace } = pod;
      if (!levels.has(namespace)) levels.set(namespace, enforcedLevel(world, namespace));
      const level = levels.get(namespace);
      if (level !== undefined) addRefusal(findings, pod, level);
    }
    return findings;
  },
};

const isLevel = (text: string | undefined): text is PodSecurityLevel =>
  podSecurityLevels.some((level) => level === text);

const labelFaults = (world: World, namespace: Manifest): Finding[] => {
  const pods = world.podsIn(namespace.metadata.name ?? '');
  const written = namespace.metadata.labels?.[label];
  // Whatever the pods are, no level is stricter.
  if (written === 'restricted') return [];
  const levels = pods.map(({ spec, annotations }) => podSecurityLevel(spec, annotations));
  const wanted = podSecurityLevels.find((level) => levels.includes(level)) ?? 'restricted';
  if (written === undefined) {
    const message = `the namespace enforces no level of Pod Security: any pod may do anything to its node`;
    return [fault(namespace, 'pod-security-label-missing', message, `set the label ${label}: ${wanted}`)];
  }
  if (!isLevel(written)) {
    const near = closest(written, podSecurityLevels);
    const message = `"${written}" is no level of Pod Security, and the API server refuses it`;
    return [fault(namespace, 'pod-security-label-unknown', message, `set ${label} to ${near ?? wanted}`)];
  }
  if (podSecurityLevels.indexOf(written) >= podSecurityLevels.indexOf(wanted)) return [];
  const why = pods.length === 0 ? 'it has no pods here' : `all its pods pass "${wanted}"`;
  return [
    fault(
      namespace,
      'pod-security-too-lax',
      `the namespace enforces "${written}", though ${why}`,
      `set ${label}: ${wanted}`,
    ),
  ];
};

const enforcedLevel = (world: World, namespace: string): PodSecurityLevel | undefined => {
  const identity = { group: '', kind: 'Namespace', namespace: '', name: namespace };
  const [declared] = world.named(identity);
  const level = (declared?.metadata.labels ?? world.expectedAs(identity)?.labels)?.[label];
  return isLevel(level) ? level : undefined;
};

const addRefusal = (
  findings: Finding[],
  { owner, namespace, spec, annotations, field: specField }: PodTemplate,
  level: PodSecurityLevel,
): void => {
  const violations = podSecurityViolations(level, spec, annotations);
  if (violations.length === 0) return;
  const list = violations.map(({ control, details }) => `${control} (${details.join(', ')})`).join('; ');
  findings.push(
    findingOn(owner, {
      severity: 'error',
      code: 'pod-security-refused',
      field: specField,
      message: `the namespace "${namespace}" enforces "${level}" and refuses these pods: ${list}`,
      advice: `change the pods, or let the namespace enforce "${podSecurityLevel(spec, annotations)}"`,
    }),
  );
};

const fault = (namespace: Manifest, code: string, message: string, advice: string): Finding =>
  findingOn(namespace, { severity: 'error', code, field, message, advice });
