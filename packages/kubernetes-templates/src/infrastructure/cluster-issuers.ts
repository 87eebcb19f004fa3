import type { Manifest } from '@wildermesser/manifest';
import { clusterIssuer } from '@wildermesser/manifest/cert-manager/v1';
import { recommendedLabels } from '@wildermesser/manifest/workload';
import { ingressClassName } from './ingress-nginx.ts';

/** Directories of Let's Encrypt. Staging has generous limits and certificates that no browser trusts. */
const servers = {
  production: 'https://acme-v02.api.letsencrypt.org/directory',
  staging: 'https://acme-staging-v02.api.letsencrypt.org/directory',
} as const;

/** Issuers of Let's Encrypt for every namespace, which prove a host name over HTTP through the ingress controller. */
export const clusterIssuers: readonly Manifest[] = (['staging', 'production'] as const).map((stage) =>
  clusterIssuer({
    metadata: {
      name: `letsencrypt-${stage}`,
      labels: recommendedLabels({ name: 'letsencrypt', component: 'certificates', partOf: 'infrastructure' }),
      // The definition comes with cert-manager, whose webhook judges the issuer.
      annotations: { 'argocd.argoproj.io/sync-wave': '1' },
    },
    spec: {
      acme: {
        server: servers[stage],
        // Made by cert-manager: the key of the account at Let's Encrypt.
        privateKeySecretRef: { name: `letsencrypt-${stage}-account` },
        solvers: [{ http01: { ingress: { ingressClassName } } }],
      },
    },
  }),
);
