import type { Json, JsonMap } from '../../model/json.ts';
import { isMap } from '../is-map.ts';
import { mapAt } from './api-defaults.ts';

/** Requests that are not written are those of the limits. */
const withRequests = (container: JsonMap): JsonMap => {
  const resources = mapAt(container, 'resources');
  const limits = mapAt(resources, 'limits');
  if (Object.keys(limits).length === 0) return container;
  return { ...container, resources: { ...resources, requests: { ...limits, ...mapAt(resources, 'requests') } } };
};

/** On the host's network a container's port is the host's. */
const withHostPorts = (container: JsonMap): JsonMap => {
  const { ports } = container;
  if (!Array.isArray(ports)) return container;
  const bound = ports.map((port: Json) =>
    isMap(port) ? { ...port, hostPort: port.hostPort ?? port.containerPort ?? null } : port,
  );
  return { ...container, ports: bound };
};

/**
 * What the API server fills into a Pod and leaves open in the template of one: `SetDefaults_Pod` of
 * k8s.io/kubernetes/pkg/apis/core/v1/defaults.go. A template in which it is written is another template, and rolls out.
 */
export const podSpec = (fields: JsonMap): Json | undefined => {
  const { spec } = fields;
  if (!isMap(spec)) return undefined;
  const completed = (container: Json): Json => {
    if (!isMap(container)) return container;
    const requesting = withRequests(container);
    return spec.hostNetwork === true ? withHostPorts(requesting) : requesting;
  };
  const containers = ['containers', 'initContainers'].flatMap((key) => {
    const list = spec[key];
    return Array.isArray(list) ? [[key, list.map(completed)] as const] : [];
  });
  return { ...spec, enableServiceLinks: spec.enableServiceLinks ?? true, ...Object.fromEntries(containers) };
};
