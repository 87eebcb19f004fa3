import type { Gateway, HTTPRoute } from '@wildermesser/manifest/gateway/v1';
import type { ReferenceGrant } from '@wildermesser/manifest/gateway/v1beta1';
import { named, ofKind } from './emitted.ts';
import { podsBehindBackend } from './reached-pods.ts';

/** Where a request goes: pods and their share of a hundred, and the path that they see. */
export interface Routed {
  readonly shares: Readonly<Record<string, number>>;
  readonly path: string;
}

type Rule = NonNullable<HTTPRoute['spec']['rules']>[number];
type Match = NonNullable<Rule['matches']>[number];

const below = (prefix: string, path: string): boolean => path === prefix || path.startsWith(`${prefix}/`);

const matches = (
  { path: wanted, headers = [] }: Match,
  path: string,
  sent: Readonly<Record<string, string>>,
): boolean =>
  wanted?.type === 'PathPrefix' &&
  below(wanted.value ?? '/', path) &&
  headers.every(({ type, name, value }) => type === 'Exact' && sent[name] === value);

const isGranted = (route: HTTPRoute, namespace: string, name: string): boolean =>
  route.metadata.namespace === namespace ||
  ofKind<ReferenceGrant>('ReferenceGrant').some(
    ({ metadata, spec }) =>
      metadata.namespace === namespace &&
      spec?.from.some(
        (from) =>
          from.group === 'gateway.networking.k8s.io' &&
          from.kind === 'HTTPRoute' &&
          from.namespace === route.metadata.namespace,
      ) &&
      spec.to.some((to) => to.group === '' && to.kind === 'Service' && (to.name === undefined || to.name === name)),
  );

/** The rules of Gateway API: among the rules that match, the one with more header matches wins; then weights decide. */
export const routed = (
  route: HTTPRoute,
  request: { readonly host: string; readonly path: string; readonly headers?: Readonly<Record<string, string>> },
): Routed | undefined => {
  const { host, path, headers = {} } = request;
  const namespace = route.metadata.namespace ?? '';
  const isAttached = (route.spec.parentRefs ?? []).some(({ name, sectionName }) =>
    named<Gateway>('Gateway', namespace, name).spec.listeners.some(
      (listener) => listener.name === sectionName && listener.hostname === host && listener.protocol === 'HTTP',
    ),
  );
  if (!isAttached || !route.spec.hostnames?.includes(host)) return undefined;
  const [best] = (route.spec.rules ?? [])
    .flatMap((rule) => (rule.matches ?? []).map((match) => ({ rule, match })))
    .filter(({ match }) => matches(match, path, headers))
    .sort((a, b) => (b.match.headers?.length ?? 0) - (a.match.headers?.length ?? 0));
  if (best === undefined) return undefined;
  const backends = best.rule.backendRefs ?? [];
  const total = backends.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const shares = backends.map(({ namespace: other = namespace, name, port = 0, weight = 1 }): [string, number] => {
    if (!isGranted(route, other, name)) throw new Error(`nobody grants ${namespace} the Service ${other}/${name}`);
    return [podsBehindBackend(other, name, port).pods, (100 * weight) / total];
  });
  const prefix = best.match.path?.value ?? '/';
  const rewrite = best.rule.filters?.[0]?.urlRewrite?.path?.replacePrefixMatch ?? prefix;
  const rest = path.slice(prefix.length);
  return { shares: Object.fromEntries(shares), path: `${rewrite.replace(/\/$/, '')}${rest}` || '/' };
};
