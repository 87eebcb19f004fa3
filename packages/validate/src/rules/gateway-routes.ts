import type { Finding, Manifest } from '@wildermesser/manifest';
import { findingOn } from '../finding-on.ts';
import { selectorMatches } from '../label-selector.ts';
import { at, type Fields, recordsOf, stringMapOf, textOf } from '../read-fields.ts';
import type { Rule } from '../rule.ts';
import { unknownReference } from '../unknown-reference.ts';
import { ofKinds, type World } from '../world.ts';
import { unknownServicePort } from './service-ports.ts';

const group = 'gateway.networking.k8s.io';
const routes = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** A route has a Gateway that takes it, and Services that exist and may be reached from its namespace. */
export const gatewayRoutes: Rule = {
  name: 'gateway-routes',
  check: (world) =>
    ofKinds(world, group, routes).flatMap((route) => [
      ...recordsOf(at(route, 'spec', 'parentRefs')).flatMap((parent, index) =>
        parentFaults(world, route, parent, `spec.parentRefs[${index}]`),
      ),
      ...backendsOf(route).flatMap(([field, backend]) => backendFaults(world, route, field, backend)),
    ]),
};

const parentFaults = (world: World, route: Manifest, parent: Fields, field: string): Finding[] => {
  const own = route.metadata.namespace ?? '';
  const namespace = textOf(parent.namespace) || own;
  const kind = textOf(parent.kind) || 'Gateway';
  const name = textOf(parent.name);
  if (kind === 'Service') return unknownServicePort(world, route, { namespace, name, port: undefined, field });
  const identity = { group: textOf(parent.group) || group, kind, namespace, name };
  const missing = unknownReference(world, route, { ...identity, code: 'unknown-gateway', field });
  const [gateway] = world.named(identity);
  if (missing.length > 0 || gateway === undefined) return missing;
  const listeners = recordsOf(at(gateway, 'spec', 'listeners')).filter(
    (listener) =>
      (parent.sectionName === undefined || listener.name === parent.sectionName) &&
      (parent.port === undefined || listener.port === parent.port),
  );
  const [problem, advice] =
    listeners.length === 0
      ? [
          `Gateway ${namespace}/${name} has no listener ${textOf(parent.sectionName) || String(parent.port ?? '')}`,
          'name a listener of the Gateway',
        ]
      : listeners.some((listener) => takes(world, listener, namespace, own))
        ? []
        : [
            `no listener of Gateway ${namespace}/${name} takes routes from the namespace "${own}"`,
            'set allowedRoutes.namespaces of the listener, or move the route',
          ];
  if (problem === undefined || advice === undefined) return [];
  return [findingOn(route, { severity: 'error', code: 'route-not-accepted', field, message: problem, advice })];
};

const takes = (world: World, listener: Fields, gatewayNamespace: string, namespace: string): boolean => {
  const allowed = at(listener, 'allowedRoutes', 'namespaces');
  switch (textOf(at(allowed, 'from')) || 'Same') {
    case 'All':
      return true;
    case 'Same':
      return gatewayNamespace === namespace;
    case 'Selector': {
      const identity = { group: '', kind: 'Namespace', namespace: '', name: namespace };
      const [declared] = world.named(identity);
      const labels = declared?.metadata.labels ?? world.expectedAs(identity)?.labels ?? {};
      // Every namespace carries its own name as a label.
      const all = stringMapOf({ ...labels, 'kubernetes.io/metadata.name': namespace });
      return selectorMatches(at(allowed, 'selector'), all);
    }
    default:
      return false;
  }
};

const backendsOf = (route: Manifest): readonly (readonly [string, Fields])[] =>
  recordsOf(at(route, 'spec', 'rules')).flatMap((rule, ruleIndex) => {
    const base = `spec.rules[${ruleIndex}]`;
    const mirrors = recordsOf(rule.filters).flatMap((filter, index) =>
      recordsOf([at(filter, 'requestMirror', 'backendRef')].filter((mirror) => mirror !== undefined)).map(
        (mirror) => [`${base}.filters[${index}].requestMirror.backendRef`, mirror] as const,
      ),
    );
    return [
      ...recordsOf(rule.backendRefs).map((backend, index) => [`${base}.backendRefs[${index}]`, backend] as const),
      ...mirrors,
    ];
  });

const backendFaults = (world: World, route: Manifest, field: string, backend: Fields): Finding[] => {
  if (textOf(backend.group) !== '' || (textOf(backend.kind) || 'Service') !== 'Service') return [];
  const own = route.metadata.namespace ?? '';
  const namespace = textOf(backend.namespace) || own;
  const name = textOf(backend.name);
  const port = typeof backend.port === 'number' ? backend.port : undefined;
  const unknown = unknownServicePort(world, route, { namespace, name, port, field });
  if (port === undefined) unknown.push(portless(route, field));
  if (namespace === own || granted(world, route, namespace, name)) return unknown;
  return [
    ...unknown,
    findingOn(route, {
      severity: 'error',
      code: 'missing-reference-grant',
      field,
      message: `Service ${namespace}/${name} is in another namespace, and no ReferenceGrant there lets ${route.kind} of "${own}" use it`,
      advice: `emit a ReferenceGrant in "${namespace}", or move the Service`,
    }),
  ];
};

const portless = (route: Manifest, field: string): Finding =>
  findingOn(route, {
    severity: 'error',
    code: 'unknown-service-port',
    field,
    message: 'a backend that is a Service needs a port',
    advice: 'set the port number of the Service',
  });

const granted = (world: World, route: Manifest, namespace: string, name: string): boolean =>
  world
    .ofKind(group, 'ReferenceGrant')
    .filter((grant) => grant.metadata.namespace === namespace)
    .some(
      (grant) =>
        recordsOf(at(grant, 'spec', 'from')).some(
          (from) => from.group === group && from.kind === route.kind && from.namespace === route.metadata.namespace,
        ) &&
        recordsOf(at(grant, 'spec', 'to')).some(
          (to) => textOf(to.group) === '' && to.kind === 'Service' && (to.name === undefined || to.name === name),
        ),
    );
