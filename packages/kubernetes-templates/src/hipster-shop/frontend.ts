import type { Manifest } from '@wildermesser/manifest';
import { deployment } from '@wildermesser/manifest/apps/v1';
import { service } from '@wildermesser/manifest/core/v1';
import { ingress } from '@wildermesser/manifest/networking/v1';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';
import { smallResources } from '../backend.ts';
import { onlineBoutiqueImage } from '../online-boutique.ts';

/** Services of the shop that other components run, each as `host:port`. */
export interface FrontendAddresses {
  /** @default "dev-currencyservice:7000" */
  readonly currency: string;
  /** @default "shippingservice:50051" */
  readonly shipping: string;
}

/** How the frontend is reached from within the cluster, or through the ports of its nodes. */
export interface FrontendServiceValues {
  /** @default "ClusterIP" */
  readonly type: 'ClusterIP' | 'LoadBalancer' | 'NodePort';
  /** @minimum 1 @maximum 65535 @default 80 */
  readonly port: number;
  /** Only of the types NodePort and LoadBalancer; the cluster chooses one when left out. @minimum 30000 @maximum 32767 */
  readonly nodePort?: number;
}

/** The frontend's place in the world. */
export interface FrontendIngressValues {
  /** @default "shop.hipster.example" */
  readonly host: string;
  /** @default "nginx" */
  readonly className: string;
  /** Left out, the frontend is reached over HTTP. */
  readonly tls?: {
    /** ClusterIssuer of cert-manager that issues the certificate. */
    readonly clusterIssuer: string;
    /** Secret that holds it. Default `frontend-tls`. */
    readonly secretName?: string;
  };
}

/** The shop's web pages. */
export interface FrontendValues {
  /** Pods to run. @minimum 0 @default 1 */
  readonly replicas: number;
  readonly image: {
    /** @minLength 1 @default "v0.10.3" */
    readonly tag: string;
  };
  readonly service: FrontendServiceValues;
  readonly ingress: FrontendIngressValues;
  readonly addresses: FrontendAddresses;
}

const containerPort = 8080;
const selector = { app: 'frontend' };

/** The frontend answers only who has a session; the cookie is one, and tells the probes apart in its log. */
const health = (session: string) => ({
  path: '/_healthz',
  port: containerPort,
  httpHeaders: [{ name: 'Cookie', value: `shop_session-id=${session}` }],
});

/** The frontend stops at once without any one of these. */
const addressesOf = ({ addresses, service: { port } }: FrontendValues) => [
  { name: 'AD_SERVICE_ADDR', value: 'adservice:9555' },
  { name: 'CART_SERVICE_ADDR', value: 'cartservice:7070' },
  { name: 'CHECKOUT_SERVICE_ADDR', value: 'checkoutservice:5050' },
  { name: 'CURRENCY_SERVICE_ADDR', value: addresses.currency },
  { name: 'PRODUCT_CATALOG_SERVICE_ADDR', value: 'productcatalogservice:3550' },
  { name: 'RECOMMENDATION_SERVICE_ADDR', value: 'recommendationservice:8080' },
  { name: 'SHIPPING_SERVICE_ADDR', value: addresses.shipping },
  // The assistant needs Google Cloud and is off. The frontend itself refuses what the assistant would be asked.
  { name: 'SHOPPING_ASSISTANT_SERVICE_ADDR', value: `frontend:${port}` },
];

const ingressOf = ({ service: { port }, ingress: { host, className, tls } }: FrontendValues, labels: Labels) =>
  ingress({
    metadata: {
      name: 'frontend',
      labels,
      ...(tls === undefined ? {} : { annotations: { 'cert-manager.io/cluster-issuer': tls.clusterIssuer } }),
    },
    spec: {
      ingressClassName: className,
      ...(tls === undefined ? {} : { tls: [{ hosts: [host], secretName: tls.secretName ?? 'frontend-tls' }] }),
      rules: [
        {
          host,
          http: {
            paths: [
              { path: '/', pathType: 'Prefix', backend: { service: { name: 'frontend', port: { number: port } } } },
            ],
          },
        },
      ],
    },
  });

type Labels = Readonly<Record<string, string>>;

/** Deployment, Service and Ingress of the shop's web pages. */
export const frontend = (values: FrontendValues): readonly Manifest[] => {
  const { replicas, image, service: exposure } = values;
  const labels = {
    ...recommendedLabels({ ...selector, name: 'frontend', component: 'frontend', partOf: 'hipster-shop' }),
    'app.kubernetes.io/version': image.tag,
  };
  return [
    service({
      metadata: { name: 'frontend', labels },
      spec: {
        type: exposure.type,
        selector,
        ports: [
          {
            name: 'http',
            port: exposure.port,
            targetPort: containerPort,
            ...(exposure.type === 'ClusterIP' || exposure.nodePort === undefined
              ? {}
              : { nodePort: exposure.nodePort }),
          },
        ],
      },
    }),
    deployment({
      metadata: { name: 'frontend', labels },
      spec: {
        replicas,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels },
          spec: {
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: restrictedPod({ user: 1000 }),
            containers: [
              {
                name: 'server',
                image: onlineBoutiqueImage('frontend', image.tag),
                ports: [{ name: 'http', containerPort }],
                env: [{ name: 'PORT', value: String(containerPort) }, ...addressesOf(values)],
                readinessProbe: { initialDelaySeconds: 10, httpGet: health('x-readiness-probe') },
                livenessProbe: { initialDelaySeconds: 10, httpGet: health('x-liveness-probe') },
                resources: smallResources,
                securityContext: restrictedContainer,
              },
            ],
          },
        },
      },
    }),
    ingressOf(values, labels),
  ];
};
