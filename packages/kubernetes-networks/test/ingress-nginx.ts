import type { Ingress } from '@wildermesser/manifest/networking/v1';
import { ofKind } from './emitted.ts';
import { podsBehindBackend, type Reached } from './reached-pods.ts';

/** What ingress-nginx does with a request. */
export type Answer =
  | { readonly redirect: string }
  | { readonly to: Reached; readonly path: string; readonly protocol: string }
  | { readonly status: 404 };

interface Location {
  readonly path: string;
  readonly ingress: Ingress;
  readonly backend: Reached;
}

const annotation = ({ metadata }: Ingress, name: string): string | undefined =>
  metadata.annotations?.[`nginx.ingress.kubernetes.io/${name}`];

const locationsOf = (host: string, isCanary: boolean): Location[] =>
  ofKind<Ingress>('Ingress')
    .filter((ingress) => (annotation(ingress, 'canary') === 'true') === isCanary)
    .flatMap((ingress) =>
      (ingress.spec?.rules ?? [])
        .filter((rule) => rule.host === host)
        .flatMap(({ http }) => http?.paths ?? [])
        .map(({ path = '/', backend: { service } }) => ({
          path,
          ingress,
          backend: podsBehindBackend(ingress.metadata.namespace ?? '', service?.name ?? '', service?.port?.number ?? 0),
        })),
    );

/**
 * The controller's rules, as its template writes them for a host with a rewrite or a regular expression: every path is
 * a case-insensitive expression bound to the beginning only, longer paths first, and the first that matches wins. A
 * canary counts only with the same path, and its header only as `always` or `never`.
 */
export const ingressNginx = (host: string, path: string, headers: Readonly<Record<string, string>> = {}): Answer => {
  const location = locationsOf(host, false)
    .sort((a, b) => b.path.length - a.path.length)
    .find((one) => new RegExp(`^${one.path}`, 'i').test(path));
  if (location === undefined) return { status: 404 };
  const { ingress } = location;
  const redirect = annotation(ingress, 'permanent-redirect');
  if (redirect !== undefined) return { redirect };
  const target = annotation(ingress, 'rewrite-target');
  // The rewrite replaces the whole path, not the part that matches.
  const [, ...groups] = new RegExp(`^${location.path}`, 'i').exec(path) ?? [];
  const rewritten = target?.replace(/\$(\d)/g, (_, group: string) => groups[Number(group) - 1] ?? '') ?? path;
  const canary = locationsOf(host, true).find((one) => one.path === location.path);
  const asked = canary !== undefined && headers[annotation(canary.ingress, 'canary-by-header') ?? ''] === 'always';
  return {
    to: asked ? canary.backend : location.backend,
    path: rewritten,
    protocol: annotation(ingress, 'backend-protocol') ?? 'HTTP',
  };
};
