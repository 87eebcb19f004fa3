import type { RuleEffect } from '../../model/effect.ts';
import type { Rule } from '../../model/rule.ts';
import type { SideObject } from '../../model/side.ts';
import { listed } from '../reading/amounts.ts';
import { touchedObjects } from '../reading/changed-objects.ts';
import { at, recordsOf, stringMapOf, textOf, textsOf } from '../reading/fields.ts';

/** An Ingress answers where it did not, or lets in whom it kept out. */
export const ingressExposure: Rule = {
  name: 'ingress-exposure',
  check: (context) =>
    touchedObjects(context).flatMap(({ base, head }) =>
      head.identity.group === 'networking.k8s.io' && head.identity.kind === 'Ingress' ? judge(base, head) : [],
    ),
};

type Opening = Omit<RuleEffect, 'object'>;

const judge = (base: SideObject | undefined, head: SideObject): readonly RuleEffect[] =>
  [
    ...routesOpened(base, head),
    ...(base === undefined
      ? []
      : [
          ...encryptionLost(base, head),
          ...guardsLost(base, head),
          ...trafficShifted(base, head),
          ...classMoved(base, head),
        ]),
  ].map((opening) => ({ ...opening, object: head.identity }));

const routesOf = (object: SideObject | undefined): readonly string[] =>
  recordsOf(at(object?.manifest, 'spec', 'rules')).flatMap((rule) => {
    const host = textOf(rule.host) || '*';
    const paths = recordsOf(at(rule, 'http', 'paths'));
    return paths.length === 0 ? [host] : paths.map(({ path }) => `${host}${textOf(path) || '/'}`);
  });

const routesOpened = (base: SideObject | undefined, head: SideObject): readonly Opening[] => {
  const before = routesOf(base);
  const added = routesOf(head).filter((route) => !before.includes(route));
  const gone = base === undefined ? [] : before.filter((route) => !routesOf(head).includes(route));
  const wild = added.filter((route) => route.startsWith('*'));
  return [
    ...(added.length === 0
      ? []
      : [
          {
            severity: wild.length > 0 ? 'warning' : 'notice',
            field: ['spec', 'rules'],
            message: `it answers ${listed(added)}${wild.length > 0 ? ': a route without a host takes what comes for any' : ''}`,
          } as const,
        ]),
    ...(gone.length === 0
      ? []
      : [{ severity: 'notice', field: ['spec', 'rules'], message: `it no longer answers ${listed(gone)}` } as const]),
  ];
};

const encryptedHosts = ({ manifest }: SideObject): readonly string[] =>
  recordsOf(at(manifest, 'spec', 'tls')).flatMap(({ hosts }) => textsOf(hosts));

const hostsOf = (object: SideObject): readonly string[] =>
  recordsOf(at(object.manifest, 'spec', 'rules')).map(({ host }) => textOf(host));

const encryptionLost = (base: SideObject, head: SideObject): readonly Opening[] => {
  const after = encryptedHosts(head);
  const lost = encryptedHosts(base).filter((host) => !after.includes(host) && hostsOf(head).includes(host));
  return lost.length === 0
    ? []
    : [
        {
          severity: 'danger',
          field: ['spec', 'tls'],
          message: `${listed(lost)} loses its certificate: what is sent goes unencrypted, or browsers refuse it`,
          advice: 'put the host back into spec.tls',
        },
      ];
};

/** What an annotation keeps out, by its end: prefixes differ between controllers. */
const guards: readonly (readonly [RegExp, string])[] = [
  [/\/auth-(?:url|type|secret|signin|tls-secret|tls-verify-client)$/, 'who comes is no longer asked who they are'],
  [/\/(?:whitelist-source-range|allowlist-source-range)$/, 'every address may come in'],
  [/\/router\.middlewares$/, 'its middlewares, authentication perhaps among them, no longer apply'],
  [/\/(?:limit-rps|limit-rpm|limit-connections)$/, 'nothing limits how much one client may ask'],
  [/\/(?:enable-modsecurity|modsecurity-snippet|enable-owasp-core-rules)$/, 'its web application firewall is off'],
  [/\/(?:force-ssl-redirect|ssl-redirect)$/, 'plain HTTP is no longer sent to HTTPS by this annotation'],
];

const guardsLost = (base: SideObject, head: SideObject): readonly Opening[] => {
  const after = stringMapOf(head.manifest.metadata.annotations);
  return [...stringMapOf(base.manifest.metadata.annotations).keys()].flatMap((key) => {
    const guard = after.has(key) ? undefined : guards.find(([pattern]) => pattern.test(key));
    return guard === undefined
      ? []
      : [
          {
            severity: /auth|range|middlewares/.test(key) ? 'danger' : 'warning',
            field: ['metadata', 'annotations', key],
            message: guard[1],
            advice: 'put the annotation back, or say where the guard is now',
          } as const,
        ];
  });
};

const trafficShifted = (base: SideObject, head: SideObject): readonly Opening[] => {
  const [before, after] = [base, head].map(({ manifest }) => stringMapOf(manifest.metadata.annotations));
  return [...(after?.keys() ?? [])].flatMap((key) => {
    const [from, to] = [before?.get(key), after?.get(key)];
    return !key.endsWith('/canary-weight') || from === to || to === undefined
      ? []
      : [
          {
            severity: 'notice',
            field: ['metadata', 'annotations', key],
            message: `${to} % of the traffic goes to this backend instead of ${from ?? '0'} %`,
          } as const,
        ];
  });
};

const classOf = ({ manifest }: SideObject): string =>
  textOf(at(manifest, 'spec', 'ingressClassName')) ||
  (stringMapOf(manifest.metadata.annotations).get('kubernetes.io/ingress.class') ?? '');

const classMoved = (base: SideObject, head: SideObject): readonly Opening[] =>
  classOf(base) === classOf(head)
    ? []
    : [
        {
          severity: 'warning',
          field: ['spec', 'ingressClassName'],
          message: `another controller answers it, at another address: ${classOf(head) || 'the default class'} instead of ${classOf(base) || 'the default class'}`,
          advice: 'move the DNS record with it; annotations of the old controller mean nothing to the new one',
        },
      ];
