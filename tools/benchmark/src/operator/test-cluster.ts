import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../../../apps/mysql-operator/src/cluster/connect.ts';
import type { Cluster } from '../../../../apps/mysql-operator/src/cluster/index.ts';
import { loadPeer } from '../load-peer.ts';

/** A real API server that knows MySQLs, without controllers and nodes: what the operator does is all that happens. */
export interface TestCluster {
  /** As its administrator. */
  readonly cluster: Cluster;
  /** For a program in a Pod of the service account `mysql-operator`, which may do everything. */
  readonly podEnvironment: Readonly<Record<string, string>>;
  /** For a program of the administrator. */
  readonly kubeconfigEnvironment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** What is used of `tools/control-plane`, which is loaded only here: it loads much. */
interface ControlPlane {
  readonly startCluster: (options: { readonly controllers: boolean }) => Promise<{
    readonly url: string;
    readonly certificateAuthority: string;
    readonly clientCertificate?: string;
    readonly clientKey?: string;
    readonly kubeconfig: string;
    readonly kubectl: (args: readonly string[], options?: { readonly input: string }) => Promise<string>;
    readonly serviceAccount: (namespace: string, name: string) => Promise<{ readonly token?: string }>;
    readonly stop: () => Promise<void>;
  }>;
}

const controlPlane = new URL('../../../control-plane/src/index.ts', import.meta.url).href;
const namespace = 'mysql-operator';

// Its schema is not what is measured.
const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'mysqls.otus.homework' },
  spec: {
    group: 'otus.homework',
    scope: 'Namespaced',
    names: { kind: 'MySQL', plural: 'mysqls', singular: 'mysql' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
};

const objects = [
  definition,
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
  // Pods are only let in beside it, and nobody else makes it here.
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace: 'shop', name: 'default' } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { namespace, name: namespace } },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: namespace },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', namespace, name: namespace }],
  },
];

/** Starts it; `stop` removes every trace. */
export const startTestCluster = async (): Promise<TestCluster> => {
  const { startCluster } = await loadPeer<ControlPlane>(controlPlane);
  const started = await startCluster({ controllers: false });
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  await started.kubectl(['apply', '--server-side', '-f', '-'], { input });
  await started.kubectl(['wait', '--for=condition=Established', 'crd/mysqls.otus.homework']);
  const { token = '' } = await started.serviceAccount(namespace, namespace);
  const folder = mkdtempSync(join(tmpdir(), 'benchmark-account-'));
  for (const [name, text] of Object.entries({ token, namespace, 'ca.crt': started.certificateAuthority })) {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
  }
  const server = new URL(started.url);
  const credentials = {
    certificateAuthority: started.certificateAuthority,
    ...(started.clientCertificate === undefined ? {} : { clientCertificate: started.clientCertificate }),
    ...(started.clientKey === undefined ? {} : { clientKey: started.clientKey }),
  };
  const cluster = connect({
    endpoint: { server, namespace: 'default', credentials: () => Promise.resolve(credentials) },
    userAgent: 'benchmark/1',
    scrub: (text) => text,
  });
  // As in an image, whose sources are JavaScript: Node strips the types once and keeps the result.
  const common = { NODE_COMPILE_CACHE: join(folder, 'compile') };
  return {
    cluster,
    podEnvironment: {
      ...common,
      KUBERNETES_SERVICE_HOST: server.hostname,
      KUBERNETES_SERVICE_PORT: server.port,
      SERVICE_ACCOUNT_FOLDER: folder,
    },
    kubeconfigEnvironment: { ...common, KUBECONFIG: started.kubeconfig },
    stop: async () => {
      await cluster.close();
      await started.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
