import type { FieldChange, FieldPath, Json, Plan } from '../../src/index.ts';
import { changeOf, planOf, type Situation } from './plan-of.ts';

const path = (text: string): FieldPath => text.split('.');
const changed = (at: string | FieldPath, before: Json, after: Json, more: Partial<FieldChange> = {}): FieldChange => ({
  path: typeof at === 'string' ? path(at) : at,
  kind: 'changed',
  before,
  after,
  ...more,
});

const container = (key: string): FieldPath => [
  'spec',
  'template',
  'spec',
  'containers',
  { by: 'key', keys: { name: 'server' } },
  ...key.split('.'),
];

const deployment = (name: string, image: string, selector = name, more: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name,
    namespace: 'shop',
    labels: { app: name, 'app.kubernetes.io/name': name, 'app.kubernetes.io/version': image.split(':')[1] ?? '' },
  },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: selector } },
    template: {
      metadata: { labels: { app: selector } },
      spec: {
        serviceAccountName: name,
        containers: [
          {
            name: 'server',
            image,
            ports: [{ name: 'http', containerPort: 8080 }],
            envFrom: [{ configMapRef: { name: `${name}-settings` } }],
            resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
          },
        ],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: `${name}-data` } }],
      },
    },
    ...more,
  },
});

const named = (apiVersion: string, kind: string, name: string, rest: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop' },
  ...rest,
});

const settings = (level: string) =>
  `server:\n  port: 8080\n  timeout: 30s\nlog:\n  level: ${level}\n  format: json\n  colour: false\nlimits:\n  items: 100\n`;

/** One of everything: every verb, every severity, an accepted risk, a secret, noise, text of several lines. */
export const situations: readonly Situation[] = [
  {
    verb: 'recreate',
    base: deployment('frontend', 'shop/frontend:1.4.0'),
    head: deployment('frontend', 'shop/frontend:1.5.0', 'shop-frontend'),
    fields: [
      changed(['metadata', 'labels', 'app.kubernetes.io/version'], '1.4.0', '1.5.0', { noise: 'version-label' }),
      changed('spec.selector.matchLabels.app', 'frontend', 'shop-frontend'),
      changed('spec.template.metadata.labels.app', 'frontend', 'shop-frontend'),
      changed(container('image'), 'shop/frontend:1.4.0', 'shop/frontend:1.5.0'),
    ],
    effects: [
      {
        rule: 'immutable-field',
        severity: 'danger',
        field: path('spec.selector'),
        message:
          'the selector of a Deployment cannot be changed; the API server refuses the object, and the sync stops here',
        advice: 'give the Deployment a new name, or delete it without its Pods and let the sync make it again',
        commands: ['kubectl delete deployment frontend --namespace shop --cascade=orphan'],
        verb: 'recreate',
      },
      {
        rule: 'pods-restart',
        severity: 'notice',
        field: path('spec.template'),
        message: '3 Pods are replaced, one at a time (RollingUpdate, maxUnavailable 25 %)',
        verb: 'restart',
      },
    ],
  },
  {
    verb: 'restart',
    base: deployment('cart', 'shop/cart:2.1.0'),
    head: deployment('cart', 'shop/cart:2.0.9'),
    fields: [changed(container('image'), 'shop/cart:2.1.0', 'shop/cart:2.0.9')],
    effects: [
      {
        rule: 'image-downgrade',
        severity: 'warning',
        field: container('image'),
        message: 'the version goes back from 2.1.0 to 2.0.9',
        advice: 'check that the older version reads what the newer one has written',
      },
      {
        rule: 'pods-restart',
        severity: 'info',
        field: path('spec.template'),
        message: '3 Pods are replaced, one at a time',
        verb: 'restart',
      },
    ],
  },
  {
    verb: 'change',
    base: named('v1', 'ConfigMap', 'frontend-settings', { data: { 'app.yaml': settings('info') } }),
    head: named('v1', 'ConfigMap', 'frontend-settings', { data: { 'app.yaml': settings('debug') } }),
    fields: [changed(['data', 'app.yaml', { by: 'text', format: 'yaml' }, 'log', 'level'], 'info', 'debug')],
    effects: [
      {
        rule: 'stale-configuration',
        severity: 'warning',
        message:
          'the Deployment frontend reads this ConfigMap as environment variables; its 3 Pods keep the old values until they restart',
        advice: 'put a checksum of the ConfigMap into the annotations of the Pod template',
      },
    ],
  },
  {
    verb: 'change',
    base: named('v1', 'ConfigMap', 'start-script', {
      data: { 'start.sh': '#!/bin/sh\nset -e\necho starting\nexec /server\n' },
    }),
    head: named('v1', 'ConfigMap', 'start-script', {
      data: { 'start.sh': '#!/bin/sh\nset -eu\necho starting\nsleep 1\nexec /server\n' },
    }),
    fields: [
      changed(
        ['data', 'start.sh'],
        '#!/bin/sh\nset -e\necho starting\nexec /server\n',
        '#!/bin/sh\nset -eu\necho starting\nsleep 1\nexec /server\n',
      ),
    ],
  },
  {
    verb: 'change',
    base: named('v1', 'Service', 'frontend', {
      spec: { type: 'ClusterIP', selector: { app: 'frontend' }, ports: [{ port: 80 }] },
    }),
    head: named('v1', 'Service', 'frontend', {
      spec: { type: 'LoadBalancer', selector: { app: 'shop-frontend' }, ports: [{ port: 80 }] },
    }),
    fields: [
      changed('spec.type', 'ClusterIP', 'LoadBalancer'),
      changed('spec.selector.app', 'frontend', 'shop-frontend'),
    ],
    effects: [
      {
        rule: 'service-exposed',
        severity: 'warning',
        field: path('spec.type'),
        message: 'the Service gets an address outside of the cluster: port 80 is open to whoever reaches it',
        waiver: { until: '2027-01-31', reason: 'the shop opens to the public', expired: false },
      },
    ],
  },
  {
    verb: 'prune',
    base: named('v1', 'PersistentVolumeClaim', 'cart-data', { spec: { resources: { requests: { storage: '10Gi' } } } }),
    effects: [
      {
        rule: 'data-loss',
        severity: 'danger',
        message:
          'the claim is deleted, and with it the volume and its 10 GiB of data (the class standard has reclaimPolicy Delete)',
        advice: 'keep it with the annotation argocd.argoproj.io/sync-options: Prune=false, or back the data up first',
      },
    ],
  },
  {
    verb: 'add',
    head: named('networking.k8s.io/v1', 'Ingress', 'frontend', {
      spec: {
        rules: [
          { host: 'shop.example.com', http: { paths: [{ path: '/', backend: { service: { name: 'frontend' } } }] } },
        ],
      },
    }),
    effects: [
      { rule: 'ingress-exposed', severity: 'notice', message: 'the host shop.example.com is served, without TLS' },
    ],
  },
  { verb: 'add', head: named('v1', 'ServiceAccount', 'frontend') },
  {
    verb: 'change',
    base: named('v1', 'Secret', 'payment', { data: { token: 'c2VjcmV0LWJhc2U=', user: 'c2hvcA==' } }),
    head: named('v1', 'Secret', 'payment', { data: { token: 'c2VjcmV0LWhlYWQ=', user: 'c2hvcA==' } }),
    fields: [{ path: ['data', 'token'], kind: 'changed', secret: true }],
  },
  {
    verb: 'move',
    application: 'payments',
    baseApplication: 'shop',
    base: named('v1', 'Service', 'payment', { spec: { ports: [{ port: 50051 }] } }),
    head: named('v1', 'Service', 'payment', { spec: { ports: [{ port: 50051 }] } }),
    effects: [
      {
        rule: 'application-handover',
        severity: 'warning',
        message: 'the Application shop prunes it before payments applies it: it is away for a moment',
        advice: 'sync payments first',
      },
    ],
  },
  {
    verb: 'rename',
    base: named('v1', 'ConfigMap', 'banner-7d9f', { data: { text: 'hello' } }),
    head: named('v1', 'ConfigMap', 'greeting', { data: { text: 'hello!' } }),
    similarity: 0.83,
    fields: [changed('data.text', 'hello', 'hello!')],
  },
  {
    verb: 'change',
    base: named('v1', 'Service', 'cart', {
      metadata: { name: 'cart', namespace: 'shop', labels: { 'helm.sh/chart': 'cart-1.0' } },
    }),
    head: named('v1', 'Service', 'cart', {
      metadata: { name: 'cart', namespace: 'shop', labels: { 'helm.sh/chart': 'cart-1.1' } },
    }),
    fields: [changed(['metadata', 'labels', 'helm.sh/chart'], 'cart-1.0', 'cart-1.1', { noise: 'chart-label' })],
  },
  {
    verb: 'none',
    base: named('v1', 'PersistentVolumeClaim', 'frontend-data', {
      spec: { resources: { requests: { storage: '1024Mi' } } },
    }),
    head: named('v1', 'PersistentVolumeClaim', 'frontend-data', {
      spec: { resources: { requests: { storage: '1Gi' } } },
    }),
  },
];

/** A plan with one of everything. */
export const shopPlan = (): Plan =>
  planOf(situations.map(changeOf), {
    effects: [
      {
        rule: 'service-without-pods',
        severity: 'warning',
        object: { group: 'policy', kind: 'PodDisruptionBudget', namespace: 'shop', name: 'frontend' },
        message: 'it selects no Pod any more: its selector names a label that the Pods of frontend lose',
      },
    ],
    cost: {
      cpu: { base: 600, head: 750 },
      memory: { base: 402653184, head: 1503238553 },
      storage: { base: 10737418240, head: 0 },
      pods: { base: 6, head: 6 },
    },
    timeline: [
      {
        application: 'shop',
        seconds: 4,
        failsAt: 1,
        steps: [
          {
            phase: 'Sync',
            wave: 0,
            verb: 'change',
            object: { group: '', kind: 'ConfigMap', namespace: 'shop', name: 'frontend-settings' },
          },
          {
            phase: 'Sync',
            wave: 0,
            verb: 'recreate',
            object: { group: 'apps', kind: 'Deployment', namespace: 'shop', name: 'frontend' },
            note: 'the API server refuses the selector',
          },
          {
            phase: 'Prune',
            wave: 0,
            verb: 'prune',
            object: { group: '', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'cart-data' },
          },
        ],
      },
    ],
    findings: [
      {
        side: 'head',
        application: 'monitoring',
        severity: 'warning',
        code: 'remote-source',
        message: 'the chart comes from https://charts.example.com, which is not read',
        advice: 'vendor the chart to have its changes shown',
        file: 'generated/argocd/monitoring.yaml',
        line: 9,
      },
    ],
  });
