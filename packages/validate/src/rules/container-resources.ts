import { canonicalQuantity, compareQuantities, type Finding } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { type Container, containersOf, type PodTemplate, runsForever } from '../pod-template.ts';
import { at, fieldsOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';

const resources = ['cpu', 'memory'] as const;

/**
 * Long-running containers say what they need and what they may use at most; Jobs and init containers need not. No
 * container asks for more than it may use.
 */
export const containerResources: Rule = {
  name: 'container-resources',
  check: (world) =>
    world.pods.flatMap((pod) =>
      containersOf(pod).flatMap((container) => [
        ...(runsForever(pod) && (!container.init || container.sidecar) ? unstated(pod, container) : []),
        ...contradictions(pod, container),
      ]),
    ),
};

const unstated = (pod: PodTemplate, { name, fields, field }: Container): Finding[] =>
  (['requests', 'limits'] as const).flatMap((list): Finding[] => {
    // A resource with a limit and no request requests its limit.
    const missing = resources.filter(
      (resource) =>
        at(fields, 'resources', list, resource) === undefined &&
        at(pod.spec, 'resources', list, resource) === undefined &&
        at(fields, 'resources', 'limits', resource) === undefined,
    );
    if (missing.length === 0) return [];
    return [
      findingOn(pod.owner, {
        severity: 'error',
        code: `missing-${list}`,
        field: `${field}.resources.${list}`,
        message: `the container "${name}" has no ${list.slice(0, -1)} of ${missing.join(' and ')}`,
        advice: `set resources.${list}`,
      }),
    ];
  });

const contradictions = ({ owner }: PodTemplate, { name, fields, field }: Container): Finding[] =>
  Object.entries(fieldsOf(at(fields, 'resources', 'requests'))).flatMap(([resource, value]): Finding[] => {
    const [request, limit] = [String(value), String(at(fields, 'resources', 'limits', resource))];
    if ([request, limit].some((quantity) => canonicalQuantity(quantity) === undefined)) return [];
    if (compareQuantities(request, limit) <= 0) return [];
    return [
      findingOn(owner, {
        severity: 'error',
        code: 'request-above-limit',
        field: `${field}.resources.requests.${resource}`,
        message: `the container "${name}" requests ${request} of ${resource} and may use only ${limit}`,
        advice: 'raise the limit or lower the request',
      }),
    ];
  });
