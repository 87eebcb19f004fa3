/** How much a benchmark generates. */
export interface Scale {
  /** Objects apart from one Namespace a package. */
  readonly objects: number;
  readonly components: number;
  readonly packages: number;
}

/** A manifest without a builder, its keys in the order in which they are written. */
export interface PlainManifest {
  readonly apiVersion: string;
  readonly kind: 'ConfigMap' | 'Deployment' | 'Namespace' | 'Service';
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly [field: string]: unknown };
  readonly [field: string]: unknown;
}

/** One directory of output. */
export interface Content {
  readonly name: string;
  readonly manifests: () => PlainManifest[];
}

const padded = (number: number): string => String(number).padStart(5, '0');

/** The name of a package, and of the namespace that all its objects live in. */
export const packageName = (index: number): string => `p${padded(index)}`;

const labelsOf = (name: string, namespace: string): Readonly<Record<string, string>> => ({
  app: name,
  'app.kubernetes.io/component': 'server',
  'app.kubernetes.io/name': name,
  'app.kubernetes.io/part-of': namespace,
  'app.kubernetes.io/version': '1.27.4',
});

const containerSecurity = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

const container = (index: number, name: string, port: number) => ({
  name,
  args: [`--port=${port}`, '--level', 'info', `--instance=${index}`],
  env: Array.from({ length: 12 }, (_, variable) => ({
    name: `VARIABLE_${variable}`,
    value: `value-${index}-${variable}`,
  })),
  image: `registry.example.org/team/${name}:1.27.4`,
  livenessProbe: { initialDelaySeconds: 10, tcpSocket: { port } },
  ports: [{ name, containerPort: port, protocol: 'TCP' }],
  readinessProbe: { httpGet: { path: '/healthz', port }, periodSeconds: 5 },
  resources: { limits: { cpu: '1', memory: '256Mi' }, requests: { cpu: '100m', memory: '128Mi' } },
  securityContext: containerSecurity,
  volumeMounts: [{ name: 'scratch', mountPath: '/tmp' }],
});

const deployment = (index: number, name: string, namespace: string, replicas: number): PlainManifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name,
    namespace,
    annotations: {
      'example.org/owner': 'platform-team',
      'example.org/runbook': `https://runbooks.example.org/${name}`,
    },
    labels: labelsOf(name, namespace),
  },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    strategy: { rollingUpdate: { maxSurge: '100%', maxUnavailable: 0 }, type: 'RollingUpdate' },
    template: {
      metadata: { labels: labelsOf(name, namespace) },
      spec: {
        automountServiceAccountToken: false,
        containers: [container(index, 'server', 8080), container(index, 'exporter', 9090)],
        enableServiceLinks: false,
        securityContext: {
          runAsGroup: 1001,
          runAsNonRoot: true,
          runAsUser: 1001,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        volumes: [{ name: 'scratch', emptyDir: { sizeLimit: '64Mi' } }],
      },
    },
  },
});

const service = (name: string, namespace: string): PlainManifest => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace, labels: labelsOf(name, namespace) },
  spec: {
    ports: [
      { name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 },
      { name: 'metrics', port: 9090, protocol: 'TCP', targetPort: 'exporter' },
    ],
    selector: { app: name },
    type: 'ClusterIP',
  },
});

const script =
  '#!/bin/sh\nset -eu\nfor file in /etc/app/*.conf; do\n  echo "reading $file"\ndone\nexec server "$@"\n'.repeat(8);

const configMap = (index: number, name: string, namespace: string): PlainManifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace, labels: labelsOf(name, namespace) },
  data: {
    'app.conf': `listen = ${index}\nlevel = info\n\n[cache]\nsize = 64\n`,
    greeting: `hello ${index}`,
    'start.sh': script,
  },
});

/** In turn a Deployment, the Service before it, and a ConfigMap, all of one name; each package starts anew. */
const object = (index: number, first: number, namespace: string, replicas: number): PlainManifest => {
  const turn = (index - first) % 3;
  const name = `app-${padded(index - turn)}`;
  if (turn === 0) return deployment(index, name, namespace, replicas);
  return turn === 1 ? service(name, namespace) : configMap(index, name, namespace);
};

const namespaceObject = (name: string): PlainManifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    annotations: { 'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=confirm' },
    labels: {
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
    },
  },
});

/** The part of `total` things that belongs to one of `parts` owners: from the first up to the second. */
const share = (total: number, parts: number, part: number): [number, number] => [
  Math.floor((part * total) / parts),
  Math.floor(((part + 1) * total) / parts),
];

const range = ([from, to]: readonly [number, number]): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

/**
 * The components of one package. The first one holds its Namespace too.
 *
 * @param replicas of the Deployments of the first component; those of all others have 2
 */
export const contentOf = ({ objects, components, packages }: Scale, index: number, replicas = 2): Content[] => {
  const namespace = packageName(index);
  const own = range(share(components, packages, index));
  const [first] = share(objects, components, own[0] ?? 0);
  return own.map((component, position) => ({
    name: `c${padded(component)}`,
    manifests: () => [
      ...(position === 0 ? [namespaceObject(namespace)] : []),
      ...range(share(objects, components, component)).map((i) =>
        object(i, first, namespace, position === 0 ? replicas : 2),
      ),
    ],
  }));
};
