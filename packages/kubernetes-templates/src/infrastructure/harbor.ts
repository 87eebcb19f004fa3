import type { Manifest } from '@wildermesser/manifest';
import { certificate, issuer } from '@wildermesser/manifest/cert-manager/v1';
import { networkPolicy } from '@wildermesser/manifest/networking/v1';
import { generatedSecret, recommendedLabels } from '@wildermesser/manifest/workload';
import type { ThirdPartyChart } from './chart-application.ts';
import { registryCredentials } from './harbor-registry-credentials.ts';
import { ingressClassName } from './ingress-nginx.ts';

/** Takes a key of a Secret that is there already; what the chart makes up itself would change with every rendering. */
interface ExistingSecret {
  readonly existingSecret: string;
}

/** What is set of the chart's values. */
interface HarborValues {
  readonly externalURL: string;
  readonly expose: {
    readonly type: 'ingress';
    readonly tls: {
      readonly enabled: boolean;
      readonly certSource: 'secret';
      readonly secret: { readonly secretName: string };
    };
    readonly ingress: {
      readonly className: string;
      readonly hosts: { readonly core: string };
      readonly annotations: Readonly<Record<string, string>>;
    };
  };
  readonly existingSecretAdminPassword: string;
  readonly existingSecretSecretKey: string;
  readonly core: ExistingSecret & {
    /** Secret with certificate and key that sign the tokens. */
    readonly secretName: string;
    readonly existingXsrfSecret: string;
  };
  readonly jobservice: ExistingSecret;
  readonly registry: ExistingSecret & { readonly credentials: ExistingSecret };
  /** Its volumes have one writer each. */
  readonly updateStrategy: { readonly type: 'Recreate' };
}

const host = 'harbor.hipster.example';
const credentials = 'harbor-credentials';
const tokenSecret = 'harbor-token';
const registrySecret = 'harbor-registry-credentials';
const labels = recommendedLabels({ name: 'harbor', component: 'registry', partOf: 'infrastructure' });

const values: HarborValues = {
  externalURL: `https://${host}`,
  expose: {
    type: 'ingress',
    tls: { enabled: true, certSource: 'secret', secret: { secretName: 'harbor-tls' } },
    ingress: {
      className: ingressClassName,
      hosts: { core: host },
      annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt-production' },
    },
  },
  existingSecretAdminPassword: credentials,
  existingSecretSecretKey: credentials,
  core: { existingSecret: credentials, existingXsrfSecret: credentials, secretName: tokenSecret },
  jobservice: { existingSecret: credentials },
  registry: { existingSecret: credentials, credentials: { existingSecret: registrySecret } },
  updateStrategy: { type: 'Recreate' },
};

/** A registry of images. */
export const harbor: ThirdPartyChart = {
  name: 'harbor',
  repository: 'https://helm.goharbor.io',
  chart: 'harbor',
  version: '1.19.2',
  wave: 2,
  values,
};

/** After cert-manager, before Harbor. */
const annotations = { 'argocd.argoproj.io/sync-wave': '1' };

/** What Harbor needs before it starts: keys and passwords that the cluster makes up, and a wall around its stores. */
export const harborDependencies: readonly Manifest[] = [
  ...generatedSecret({
    name: credentials,
    // Names and lengths are the chart's: 16 characters, 32 for the key against forged requests.
    keys: {
      CSRF_KEY: 16,
      HARBOR_ADMIN_PASSWORD: 20,
      JOBSERVICE_SECRET: 8,
      REGISTRY_HTTP_SECRET: 8,
      secret: 8,
      secretKey: 8,
    },
    labels,
  }),
  ...registryCredentials({ name: registrySecret, labels }),
  issuer({ metadata: { name: 'self-signed', labels, annotations }, spec: { selfSigned: {} } }),
  certificate({
    metadata: { name: tokenSecret, labels, annotations },
    spec: {
      secretName: tokenSecret,
      commonName: 'harbor-token',
      // Whoever checks a token has this very certificate; a new one ends all sessions.
      duration: '87600h0m0s',
      privateKey: { algorithm: 'RSA', size: 4096, rotationPolicy: 'Never' },
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'self-signed' },
    },
  }),
  // The password of the chart's own database is a known one that cannot be taken from a Secret.
  networkPolicy({
    metadata: { name: 'harbor-stores', labels },
    spec: {
      podSelector: {
        matchLabels: { app: 'harbor', release: 'harbor' },
        matchExpressions: [{ key: 'component', operator: 'In', values: ['database', 'redis', 'registry'] }],
      },
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: { matchLabels: { app: 'harbor', release: 'harbor' } } }] }],
    },
  }),
];
