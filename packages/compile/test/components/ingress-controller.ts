import type { Manifest } from '@wildermesser/manifest';
import { daemonSet, deployment } from '@wildermesser/manifest/apps/v1';
import { configMap, service, serviceAccount } from '@wildermesser/manifest/core/v1';
import { ingressClass } from '@wildermesser/manifest/networking/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** Switches of an ingress controller. */
export interface IngressControllerValues {
  readonly controller: {
    /** One pod on each node, or a number of pods. @default "Deployment" */
    readonly kind: 'DaemonSet' | 'Deployment';
    /** Only of a Deployment. @minimum 0 @default 2 */
    readonly replicas: number;
    readonly ingressClass: {
      /** @default "nginx" */
      readonly name: string;
      /** Whether Ingresses without a class are its business. @default false */
      readonly default: boolean;
    };
    /** Entries of the configuration. @default {} */
    readonly config: Readonly<Record<string, string>>;
    /** Seconds by what they limit: `proxy-read` becomes the entry `proxy-read-timeout`. @default {} */
    readonly timeouts: Readonly<Record<string, number>>;
    /** Ports of nodes lead straight to the pods. @default false */
    readonly hostPorts: boolean;
    readonly metrics: {
      /** @default false */
      readonly enabled: boolean;
      /** @default {} */
      readonly annotations: Readonly<Record<string, string>>;
    };
    /** TCP services by port, each as `namespace/service:port`. @default {} */
    readonly tcp: Readonly<Record<string, string>>;
    /** Left out, nodes are not chosen. */
    readonly nodeSelector?: Readonly<Record<string, string>>;
  };
}

/** The pods are the same whatever keeps them running. */
const podsOf = (
  { controller }: IngressControllerValues,
  release: Release,
  labels: Readonly<Record<string, string>>,
) => {
  const hostPort = (port: number) => (controller.hostPorts ? { hostPort: port } : {});
  const args = [
    `--election-id=${release.name}-leader`,
    `--ingress-class=${controller.ingressClass.name}`,
    `--configmap=${release.namespace}/${release.name}`,
    ...(Object.keys(controller.tcp).length > 0
      ? [`--tcp-services-configmap=${release.namespace}/${release.name}-tcp`]
      : []),
    `--enable-metrics=${controller.metrics.enabled}`,
  ];
  return {
    metadata: { labels },
    spec: {
      serviceAccountName: release.name,
      securityContext: restrictedPod({ user: 101 }),
      ...(controller.nodeSelector === undefined ? {} : { nodeSelector: controller.nodeSelector }),
      containers: [
        {
          name: 'controller',
          image: 'registry.k8s.io/ingress-nginx/controller:v1.14.1',
          args,
          ports: [
            { name: 'http', containerPort: 8080, ...hostPort(80) },
            { name: 'https', containerPort: 8443, ...hostPort(443) },
            { name: 'health', containerPort: 10254 },
          ],
          readinessProbe: { httpGet: { path: '/healthz', port: 'health' } },
          livenessProbe: { httpGet: { path: '/healthz', port: 'health' } },
          resources: { requests: { cpu: '100m', memory: '90Mi' }, limits: { cpu: '1', memory: '256Mi' } },
          securityContext: restrictedContainer,
        },
      ],
    },
  };
};

/** A Deployment or a DaemonSet, and what belongs to it. */
export const ingressController = (values: IngressControllerValues, release: Release): readonly Manifest[] => {
  const { controller } = values;
  const { name } = release;
  const selector = { app: name };
  const labels = recommendedLabels({ ...selector, name: 'ingress', component: 'controller', partOf: 'ingress' });
  const template = podsOf(values, release, labels);
  const metadata = { name, labels };
  return [
    serviceAccount({ metadata }),
    configMap({
      metadata,
      data: {
        ...controller.config,
        ...Object.fromEntries(
          Object.entries(controller.timeouts).map(([key, seconds]) => [`${key}-timeout`, `${seconds}`]),
        ),
      },
    }),
    ...(Object.keys(controller.tcp).length === 0
      ? []
      : [configMap({ metadata: { name: `${name}-tcp`, labels }, data: controller.tcp })]),
    ingressClass({
      metadata: {
        name: controller.ingressClass.name,
        labels,
        ...(controller.ingressClass.default
          ? { annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } }
          : {}),
      },
      spec: { controller: 'k8s.io/ingress-nginx' },
    }),
    controller.kind === 'DaemonSet'
      ? daemonSet({ metadata, spec: { selector: { matchLabels: selector }, template } })
      : deployment({
          metadata,
          spec: { replicas: controller.replicas, selector: { matchLabels: selector }, template },
        }),
    ...(controller.hostPorts
      ? []
      : [
          service({
            metadata,
            spec: {
              type: 'LoadBalancer',
              selector,
              ports: [
                { name: 'http', port: 80, targetPort: 'http' },
                { name: 'https', port: 443, targetPort: 'https' },
              ],
            },
          }),
        ]),
    ...(controller.metrics.enabled
      ? [
          service({
            metadata: { name: `${name}-metrics`, labels, annotations: controller.metrics.annotations },
            spec: { selector, ports: [{ name: 'metrics', port: 10254, targetPort: 'health' }] },
          }),
        ]
      : []),
  ];
};

export const examples: readonly IngressControllerValues[] = [
  {
    controller: {
      kind: 'Deployment',
      replicas: 2,
      ingressClass: { name: 'nginx', default: false },
      config: {},
      timeouts: {},
      hostPorts: false,
      metrics: { enabled: false, annotations: {} },
      tcp: {},
    },
  },
  {
    controller: {
      kind: 'DaemonSet',
      replicas: 0,
      ingressClass: { name: 'internal', default: true },
      config: {
        'proxy-body-size': '0',
        'proxy-read-timeout': '1',
        'server-tokens': 'false',
        'ssl-protocols': 'TLSv1.3',
      },
      timeouts: { 'proxy-read': 0, 'proxy-send': 1000000 },
      hostPorts: true,
      metrics: { enabled: true, annotations: { 'prometheus.io/scrape': 'true' } },
      tcp: {},
      nodeSelector: { 'kubernetes.io/os': 'linux' },
    },
  },
  {
    controller: {
      kind: 'Deployment',
      replicas: 0,
      ingressClass: { name: 'nginx', default: true },
      config: { 'log-format-upstream': '{"time": "$time_iso8601"}', 'max-worker-connections': '1000000' },
      timeouts: { 'proxy-connect': 5 },
      hostPorts: false,
      metrics: { enabled: true, annotations: {} },
      tcp: { '5432': 'db/postgres:5432', '6379': 'shop/redis-cart:6379' },
      nodeSelector: {},
    },
  },
];
