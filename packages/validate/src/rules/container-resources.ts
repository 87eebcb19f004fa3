import { canonicalQuantity, compareQuantities, type Finding } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { type Container, type PodTemplate, runsForever } from '../pod-template.ts';
import { at, type Fields, fieldsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

const resources = ['cpu', 'memory'] as const;

/**
 * Long-running containers say what they need and what they may use at most; Jobs and init containers need not. No
 * container asks for more than it may use.
 */
export const containerResources: Rule = {
  name: 'container-resources',
  check: (world) => {
    const findings: Finding[] = [];
    const isAbove = memoizedIsAbove();
    for (const pod of world.pods) {
      const forever = runsForever(pod);
      for (const container of pod.containers) {
        const { requests, limits } = fieldsOf(container.fields.resources);
        const stated = { requests: fieldsOf(requests), limits: fieldsOf(limits) };
        if (forever && (!container.init || container.sidecar)) unstated(findings, pod, container, stated);
        contradictions(findings, pod, container, stated, isAbove);
      }
    }
    return findings;
  },
};

interface Stated {
  readonly requests: Fields;
  readonly limits: Fields;
}

const unstated = (
  findings: Finding[],
  { owner, spec }: PodTemplate,
  { name, field }: Container,
  stated: Stated,
): void => {
  const { cpu, memory } = stated.limits;
  // A resource with a limit and no request requests its limit.
  if (cpu !== undefined && memory !== undefined) return;
  for (const list of ['requests', 'limits'] as const) {
    const missing = resources.filter(
      (resource) =>
        stated[list][resource] === undefined &&
        stated.limits[resource] === undefined &&
        at(spec, 'resources', list, resource) === undefined,
    );
    if (missing.length === 0) continue;
    findings.push(
      findingOn(owner, {
        severity: 'error',
        code: `missing-${list}`,
        field: `${field}.resources.${list}`,
        message: `the container "${name}" has no ${list.slice(0, -1)} of ${missing.join(' and ')}`,
        advice: `set resources.${list}`,
      }),
    );
  }
};

const contradictions = (
  findings: Finding[],
  { owner }: PodTemplate,
  { name, field }: Container,
  { requests, limits }: Stated,
  isAbove: (request: string, limit: string) => boolean,
): void => {
  for (const resource in requests) {
    const request = String(requests[resource]);
    const limit = String(limits[resource]);
    if (!isAbove(request, limit)) continue;
    findings.push(
      findingOn(owner, {
        severity: 'error',
        code: 'request-above-limit',
        field: `${field}.resources.requests.${resource}`,
        message: `the container "${name}" requests ${request} of ${resource} and may use only ${limit}`,
        advice: 'raise the limit or lower the request',
      }),
    );
  }
};

/** Few pairs occur, each many times. Texts that are no quantity are not judged. */
const memoizedIsAbove = (): ((request: string, limit: string) => boolean) => {
  const judged = new Map<string, boolean>();
  return (request, limit) => {
    const key = `${request}\n${limit}`;
    const known = judged.get(key);
    if (known !== undefined) return known;
    const isAbove =
      canonicalQuantity(request) !== undefined &&
      canonicalQuantity(limit) !== undefined &&
      compareQuantities(request, limit) > 0;
    judged.set(key, isAbove);
    return isAbove;
  };
};
