import type { Manifest } from '@wildermesser/manifest';
import { daemonSet, deployment, statefulSet } from '@wildermesser/manifest/apps/v1';
import { configMap, type PodTemplateSpec, persistentVolumeClaim, service } from '@wildermesser/manifest/core/v1';
import type { Release } from '@wildermesser/manifest/template';
import { recommendedLabels, restrictedContainer, restrictedPod } from '@wildermesser/manifest/workload';

/** A file system that a workload mounts. */
export type Mount =
  | { readonly kind: 'empty'; readonly path: string; readonly memory?: boolean }
  | { readonly kind: 'files'; readonly path: string; readonly files: Readonly<Record<string, string>> }
  | { readonly kind: 'claim'; readonly path: string; readonly size: string };

/** One program, whatever keeps it running. */
export interface Workload {
  readonly kind: 'daemon' | 'server' | 'store';
  readonly image: string;
  /** @minimum 0 */
  readonly replicas?: number;
  readonly port?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly mounts?: Readonly<Record<string, Mount>>;
}

/** The chart of charts: any number of programs of any kind. */
export interface GenericWorkloadValues {
  /** By name. @default {} */
  readonly workloads: Readonly<Record<string, Workload>>;
  /** Environment of all of them. @default {} */
  readonly env: Readonly<Record<string, string>>;
}

const volumeSource = (mount: Mount, name: string) => {
  if (mount.kind === 'files') return { configMap: { name } };
  if (mount.kind === 'claim') return { persistentVolumeClaim: { claimName: name } };
  return { emptyDir: mount.memory ? { medium: 'Memory' } : {} };
};

const volumeObjects = (mount: Mount, name: string): readonly Manifest[] => {
  const metadata = { name, labels: recommendedLabels({ name: 'generic', component: 'storage', partOf: 'generic' }) };
  if (mount.kind === 'files') return [configMap({ metadata, data: mount.files })];
  if (mount.kind === 'claim') {
    const resources = { requests: { storage: mount.size } };
    return [persistentVolumeClaim({ metadata, spec: { accessModes: ['ReadWriteOnce'], resources } })];
  }
  return [];
};

const podsOf = (name: string, workload: Workload, common: GenericWorkloadValues['env']): PodTemplateSpec => {
  const mounts = Object.entries(workload.mounts ?? {});
  return {
    metadata: {
      labels: recommendedLabels({ app: name, name: 'generic', component: workload.kind, partOf: 'generic' }),
    },
    spec: {
      securityContext: restrictedPod({ user: 10001, volumeGroup: 10001 }),
      containers: [
        {
          name: 'main',
          image: workload.image,
          env: [
            ...Object.entries(common)
              .filter(([key]) => !Object.keys(workload.env ?? {}).includes(key))
              .map(([name, value]) => ({ name, value })),
            ...Object.entries(workload.env ?? {}).map(([name, value]) => ({ name, value })),
          ],
          ...(workload.port !== undefined && {
            ports: [{ name: 'main', containerPort: workload.port }],
            readinessProbe: { tcpSocket: { port: 'main' } },
            livenessProbe: { tcpSocket: { port: 'main' } },
          }),
          volumeMounts: mounts.map(([key, { path, kind }]) => ({
            name: key,
            mountPath: path,
            readOnly: kind === 'files',
          })),
          resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
          securityContext: restrictedContainer,
        },
      ],
      volumes: mounts.map(([key, mount]) => ({ name: key, ...volumeSource(mount, `${name}-${key}`) })),
    },
  };
};

const controllerOf = (name: string, workload: Workload, template: PodTemplateSpec): Manifest => {
  const metadata = {
    name,
    labels: recommendedLabels({ app: name, name: 'generic', component: workload.kind, partOf: 'generic' }),
  };
  const selector = { matchLabels: { app: name } };
  switch (workload.kind) {
    case 'daemon':
      return daemonSet({ metadata, spec: { selector, template } });
    case 'store':
      return statefulSet({
        metadata,
        spec: { serviceName: name, replicas: workload.replicas ?? 1, selector, template },
      });
    default:
      return deployment({ metadata, spec: { replicas: workload.replicas ?? 2, selector, template } });
  }
};

/** Maps within maps, functions within functions. */
export const genericWorkload = (values: GenericWorkloadValues, release: Release): readonly Manifest[] =>
  Object.entries(values.workloads).flatMap(([key, workload]) => {
    const name = `${release.name}-${key}`;
    const { port } = workload;
    return [
      controllerOf(name, workload, podsOf(name, workload, values.env)),
      ...Object.entries(workload.mounts ?? {}).flatMap(([mountName, mount]) =>
        volumeObjects(mount, `${name}-${mountName}`),
      ),
      ...(port === undefined
        ? []
        : [
            service({
              metadata: {
                name,
                labels: recommendedLabels({ app: name, name: 'generic', component: 'network', partOf: 'generic' }),
              },
              spec: {
                ...(workload.kind === 'store' ? { clusterIP: 'None' } : {}),
                selector: { app: name },
                ports: [{ name: 'main', port, targetPort: 'main' }],
              },
            }),
          ]),
    ];
  });

export const examples: readonly GenericWorkloadValues[] = [
  { workloads: {}, env: { UNUSED: 'true' } },
  {
    workloads: {
      agent: { kind: 'daemon', image: 'registry.example/agent:1', mounts: { tmp: { kind: 'empty', path: '/tmp' } } },
      api: { kind: 'server', image: 'registry.example/api:2', replicas: 0, port: 8080, env: { A: 'own', B: '' } },
    },
    env: { A: 'common', Z: '1' },
  },
  {
    workloads: {
      db: {
        kind: 'store',
        image: 'registry.example/db:3',
        port: 5432,
        mounts: {
          config: { kind: 'files', path: '/etc/db', files: { 'db.conf': 'a = 1\n', 'empty.conf': '' } },
          data: { kind: 'claim', path: '/data', size: '1Gi' },
          shm: { kind: 'empty', path: '/dev/shm', memory: true },
        },
      },
    },
    env: {},
  },
];
