import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { listed } from '../reading/amounts.ts';
import { touchedObjects } from '../reading/changed-objects.ts';
import { at, type Fields, recordsOf, textOf, textsOf } from '../reading/fields.ts';

/** A Gateway or a route answers where it did not, goes elsewhere, or lets in routes of other namespaces. */
export const gatewayExposure: Rule = {
  name: 'gateway-exposure',
  check: (context) =>
    touchedObjects(context).flatMap(({ base, head }) => {
      if (head.identity.group !== 'gateway.networking.k8s.io') return [];
      const openings = head.identity.kind === 'Gateway' ? listeners(base, head) : routes(base, head);
      return openings.map((opening) => ({ ...opening, object: head.identity }));
    }),
};

type Opening = Omit<RuleEffect, 'object'>;

const listenersOf = (object: SideObject | undefined): readonly Fields[] =>
  recordsOf(at(object?.manifest, 'spec', 'listeners'));

const textOfListener = (listener: Fields): string =>
  `${textOf(listener.protocol)} ${textOf(listener.hostname) || '*'}:${String(listener.port)}`;

const listeners = (base: SideObject | undefined, head: SideObject): readonly Opening[] => {
  const before = listenersOf(base);
  const added = listenersOf(head)
    .map(textOfListener)
    .filter((text) => !before.map(textOfListener).includes(text));
  return [
    ...(added.length === 0
      ? []
      : [{ severity: 'notice', field: ['spec', 'listeners'], message: `it listens on ${listed(added)}` } as const]),
    ...(base === undefined ? [] : listenersOf(head).flatMap((listener) => opened(before, listener))),
  ];
};

const opened = (before: readonly Fields[], listener: Fields): readonly Opening[] => {
  const old = before.find(({ name }) => name === listener.name);
  if (old === undefined) return [];
  const field = ['spec', 'listeners', { by: 'key', keys: { name: textOf(listener.name) } }] as const;
  const from = (one: Fields): string => textOf(at(one, 'allowedRoutes', 'namespaces', 'from')) || 'Same';
  const lostTls = at(old, 'tls') !== undefined && at(listener, 'tls') === undefined;
  return [
    ...(from(old) !== 'All' && from(listener) === 'All'
      ? [
          {
            severity: 'warning',
            field: [...field, 'allowedRoutes'],
            message: 'routes of every namespace may attach, and so take over its host names',
            advice: 'use from: Selector with the namespaces that are meant',
          } as const,
        ]
      : []),
    ...(lostTls
      ? [{ severity: 'danger', field: [...field, 'tls'], message: 'the listener no longer encrypts' } as const]
      : []),
  ];
};

const matchesOf = (object: SideObject | undefined): readonly string[] => {
  const hosts = textsOf(at(object?.manifest, 'spec', 'hostnames'));
  const paths = recordsOf(at(object?.manifest, 'spec', 'rules')).flatMap(({ matches }) =>
    recordsOf(matches).map((match) => textOf(at(match, 'path', 'value')) || '/'),
  );
  if (object === undefined) return [];
  return (hosts.length === 0 ? ['*'] : hosts).flatMap((host) =>
    (paths.length === 0 ? ['/'] : paths).map((path) => `${host}${path}`),
  );
};

const weightsOf = (object: SideObject | undefined): ReadonlyMap<string, number> =>
  new Map(
    recordsOf(at(object?.manifest, 'spec', 'rules')).flatMap(({ backendRefs }, index) =>
      recordsOf(backendRefs).map((backend) => [
        `${index} ${textOf(backend.namespace)}/${textOf(backend.name)}`,
        typeof backend.weight === 'number' ? backend.weight : 1,
      ]),
    ),
  );

const routes = (base: SideObject | undefined, head: SideObject): readonly Opening[] => {
  const before = matchesOf(base);
  const added = matchesOf(head).filter((match) => !before.includes(match));
  const [from, to] = [weightsOf(base), weightsOf(head)];
  const shifted =
    base === undefined ? [] : [...to].filter(([key, weight]) => from.has(key) && from.get(key) !== weight);
  return [
    ...(added.length === 0
      ? []
      : [{ severity: 'notice', field: ['spec', 'rules'], message: `it answers ${listed(added)}` } as const]),
    ...shifted.map(
      ([key, weight]) =>
        ({
          severity: 'notice',
          field: ['spec', 'rules'],
          message: `the weight of the backend ${key.slice(key.indexOf(' ') + 1).replace(/^\//, '')} becomes ${weight} instead of ${from.get(key)}`,
        }) as const,
    ),
  ];
};
