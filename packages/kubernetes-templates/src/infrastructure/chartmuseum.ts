import type {
  PodSecurityContext,
  ResourceRequirements,
  SecurityContext,
  Volume,
  VolumeMount,
} from '@wildermesser/manifest/core/v1';
import { generatedSecret, recommendedLabels, restrictedContainer } from '@wildermesser/manifest/workload';
import type { ThirdPartyChart } from './chart-application.ts';
import { ingressClassName } from './ingress-nginx.ts';

/** What is set of the chart's values. */
interface ChartmuseumValues {
  readonly env: {
    readonly open: {
      readonly STORAGE: 'local';
      /** Whether charts can only be read. */
      readonly DISABLE_API: boolean;
      /** Whether anybody may read. */
      readonly AUTH_ANONYMOUS_GET: boolean;
    };
    readonly existingSecret: string;
    /** Keys of that Secret by variable. */
    readonly existingSecretMappings: { readonly BASIC_AUTH_USER: string; readonly BASIC_AUTH_PASS: string };
  };
  readonly deployment: {
    readonly extraVolumes: readonly Volume[];
    readonly extraVolumeMounts: readonly VolumeMount[];
  };
  readonly persistence: { readonly enabled: boolean; readonly size: string };
  /** One volume has one writer. */
  readonly strategy: { readonly type: 'Recreate' };
  readonly securityContext: PodSecurityContext & { readonly enabled: boolean };
  readonly containerSecurityContext: SecurityContext;
  readonly resources: ResourceRequirements;
  readonly ingress: {
    readonly enabled: boolean;
    readonly ingressClassName: string;
    readonly annotations: Readonly<Record<string, string>>;
    readonly hosts: readonly {
      readonly name: string;
      readonly path: string;
      readonly tls: boolean;
      readonly tlsSecret: string;
    }[];
  };
}

const credentials = 'chartmuseum-credentials';

const values: ChartmuseumValues = {
  env: {
    open: { STORAGE: 'local', DISABLE_API: false, AUTH_ANONYMOUS_GET: true },
    existingSecret: credentials,
    existingSecretMappings: { BASIC_AUTH_USER: 'user', BASIC_AUTH_PASS: 'password' },
  },
  // Large uploads wait there, since the root file system is read-only.
  deployment: {
    extraVolumes: [{ name: 'tmp', emptyDir: {} }],
    extraVolumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
  },
  persistence: { enabled: true, size: '8Gi' },
  strategy: { type: 'Recreate' },
  securityContext: { enabled: true, fsGroup: 1000, runAsNonRoot: true, runAsUser: 1000 },
  containerSecurityContext: restrictedContainer,
  resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
  ingress: {
    enabled: true,
    ingressClassName,
    annotations: { 'cert-manager.io/cluster-issuer': 'letsencrypt-production' },
    hosts: [{ name: 'chartmuseum.hipster.example', path: '/', tls: true, tlsSecret: 'chartmuseum-tls' }],
  },
};

/** A repository of charts: everybody reads, and who has the credentials writes. */
export const chartmuseum: ThirdPartyChart = {
  name: 'chartmuseum',
  repository: 'https://chartmuseum.github.io/charts',
  chart: 'chartmuseum',
  version: '3.10.4',
  wave: 2,
  values,
};

/** The credentials, made in the cluster. */
export const chartmuseumSecret = generatedSecret({
  name: credentials,
  keys: { user: 8, password: 20 },
  labels: recommendedLabels({ name: 'chartmuseum', component: 'credentials', partOf: 'infrastructure' }),
});
