/** A custom resource: kind, plural, scope, and the subresources where these are not `status` alone. */
export type CustomKind = readonly [
  kind: string,
  plural: string,
  scope: 'Cluster' | 'Namespaced',
  subresources?: readonly string[],
];

/** The kinds of an API group by the versions at which its project serves them; packages do not say these. */
export interface CustomGroup {
  readonly group: string;
  /** Name of the folder below `packages/manifest/src/apis`. */
  readonly folder: string;
  readonly kinds: Readonly<Record<string, readonly CustomKind[]>>;
}

/** Where the schemas of the kinds of one API group are found. */
export interface CustomSource extends CustomGroup {
  /** The npm package; its version is in `package.json`. */
  readonly package: string;
  /** What its validators are called before version and kind. */
  readonly validators: string;
  /** Text in the description of a field that only clusters with experimental definitions have. */
  readonly unreleased?: string;
}

const capitalized = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** The module with the validator of a kind. */
export const kindModule = (source: CustomSource, version: string, [kind]: CustomKind): string =>
  `${source.package}/_schemas/${source.validators}${capitalized(version)}${kind}`;

const certManager = 'ComGithubCertManagerCertManagerPkgApis';

const gatewayKinds: readonly CustomKind[] = [
  ['Gateway', 'gateways', 'Namespaced'],
  ['GatewayClass', 'gatewayclasses', 'Cluster'],
  ['HTTPRoute', 'httproutes', 'Namespaced'],
  ['ReferenceGrant', 'referencegrants', 'Namespaced', []],
];

export const customSources: readonly CustomSource[] = [
  {
    group: 'argoproj.io',
    folder: 'argoproj',
    package: '@kubernetes-models/argo-cd',
    validators: 'ComGithubArgoprojArgoCdV3PkgApisApplication',
    kinds: {
      v1alpha1: [
        ['Application', 'applications', 'Namespaced', []],
        ['ApplicationSet', 'applicationsets', 'Namespaced'],
        ['AppProject', 'appprojects', 'Namespaced', []],
      ],
    },
  },
  {
    group: 'cert-manager.io',
    folder: 'cert-manager',
    package: '@kubernetes-models/cert-manager',
    validators: `${certManager}Certmanager`,
    kinds: {
      v1: [
        ['Certificate', 'certificates', 'Namespaced'],
        ['Issuer', 'issuers', 'Namespaced'],
        ['ClusterIssuer', 'clusterissuers', 'Cluster'],
        ['CertificateRequest', 'certificaterequests', 'Namespaced'],
      ],
    },
  },
  {
    group: 'acme.cert-manager.io',
    folder: 'acme',
    package: '@kubernetes-models/cert-manager',
    validators: `${certManager}Acme`,
    kinds: {
      v1: [
        ['Order', 'orders', 'Namespaced'],
        ['Challenge', 'challenges', 'Namespaced'],
      ],
    },
  },
  {
    group: 'external-secrets.io',
    folder: 'external-secrets',
    package: '@kubernetes-models/external-secrets',
    validators: 'ComGithubExternalSecretsExternalSecretsApisExternalsecrets',
    kinds: {
      v1: [
        ['ExternalSecret', 'externalsecrets', 'Namespaced'],
        ['ClusterExternalSecret', 'clusterexternalsecrets', 'Cluster'],
        ['SecretStore', 'secretstores', 'Namespaced'],
        ['ClusterSecretStore', 'clustersecretstores', 'Cluster'],
      ],
      v1alpha1: [['PushSecret', 'pushsecrets', 'Namespaced']],
    },
  },
  {
    group: 'gateway.networking.k8s.io',
    folder: 'gateway',
    package: '@kubernetes-models/gateway-api',
    validators: 'IoK8sSigsGatewayApiApis',
    unreleased: '<gateway:experimental>',
    kinds: {
      v1: [
        ...gatewayKinds,
        ['BackendTLSPolicy', 'backendtlspolicies', 'Namespaced'],
        ['GRPCRoute', 'grpcroutes', 'Namespaced'],
        ['ListenerSet', 'listenersets', 'Namespaced'],
        ['TLSRoute', 'tlsroutes', 'Namespaced'],
      ],
      v1beta1: gatewayKinds,
      v1alpha2: [
        ['TCPRoute', 'tcproutes', 'Namespaced'],
        ['UDPRoute', 'udproutes', 'Namespaced'],
      ],
    },
  },
  {
    group: 'monitoring.coreos.com',
    folder: 'monitoring',
    package: '@kubernetes-models/prometheus-operator',
    validators: 'ComGithubPrometheusOperatorPrometheusOperatorPkgApisMonitoring',
    kinds: {
      v1: [
        ['ServiceMonitor', 'servicemonitors', 'Namespaced'],
        ['PodMonitor', 'podmonitors', 'Namespaced'],
        ['Probe', 'probes', 'Namespaced'],
        ['PrometheusRule', 'prometheusrules', 'Namespaced'],
      ],
    },
  },
  {
    group: 'bitnami.com',
    folder: 'sealed-secrets',
    package: '@kubernetes-models/sealed-secrets',
    validators: 'ComGithubBitnamiLabsSealedSecretsPkgApisSealedsecrets',
    kinds: { v1alpha1: [['SealedSecret', 'sealedsecrets', 'Namespaced']] },
  },
];
