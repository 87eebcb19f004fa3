import { groupOf, type Manifest } from '@wildermesser/manifest';
import { type Dependency, dependenciesOf } from './pod-dependencies.ts';
import { atPath, type Fields, fieldsOf, recordsOf, stringMapOf, textOf } from './read-fields.ts';

/** A port that a container listens on. */
export interface ContainerPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

/** Pods as a selector sees them. */
export interface Selectable {
  /** Undefined for pods of an expected workload. */
  readonly owner: Manifest | undefined;
  readonly namespace: string;
  readonly labels: ReadonlyMap<string, string>;
  /** Undefined when nobody knows them. */
  readonly ports: readonly ContainerPort[] | undefined;
}

/** The pods that one manifest makes: its template, or the Pod itself. */
export interface PodTemplate extends Selectable {
  readonly owner: Manifest;
  readonly annotations: ReadonlyMap<string, string>;
  readonly spec: Fields;
  /** Path of `spec` in the owner: `spec.template.spec`. */
  readonly field: string;
  readonly ports: readonly ContainerPort[];
  /** The init containers, then the containers. */
  readonly containers: readonly Container[];
  readonly volumes: readonly Fields[];
  /** Objects that have to exist before the pods start. */
  readonly dependencies: readonly Dependency[];
}

/** One container of a pod, with what decides how it is treated. */
export interface Container {
  readonly name: string;
  readonly fields: Fields;
  /** Path in the owner: `spec.template.spec.containers[0]`. */
  readonly field: string;
  /** An init container; with `restartPolicy: Always` it is a sidecar, which runs as long as the pod. */
  readonly init: boolean;
  readonly sidecar: boolean;
  readonly env: readonly Fields[];
  readonly ports: readonly Fields[];
  readonly mounts: readonly Fields[];
}

const templated: Readonly<Record<string, readonly string[]>> = {
  '/Pod': [],
  '/PodTemplate': ['template'],
  '/ReplicationController': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'batch/Job': ['spec', 'template'],
};

/** Where the built-in kinds that make pods keep the template; undefined for every other kind. */
export const templatePathOf = (group: string, kind: string): readonly string[] | undefined =>
  templated[`${group}/${kind}`];

/** The pods that `manifest` makes, or undefined when it makes none. */
export const podTemplateOf = (manifest: Manifest): PodTemplate | undefined => {
  const path = templatePathOf(groupOf(manifest.apiVersion), manifest.kind);
  return path === undefined ? undefined : podTemplateAt(manifest, path);
};

/** The pods of a manifest whose template is at `path`. */
export const podTemplateAt = (manifest: Manifest, path: readonly string[]): PodTemplate => {
  const template = fieldsOf(atPath(manifest, path));
  const metadata = fieldsOf(template.metadata);
  const spec = fieldsOf(template.spec);
  const field = path.length === 0 ? 'spec' : `${path.join('.')}.spec`;
  const containers = containersIn(spec, field);
  const volumes = recordsOf(spec.volumes);
  return {
    owner: manifest,
    namespace: manifest.metadata.namespace ?? '',
    labels: stringMapOf(metadata.labels),
    annotations: stringMapOf(metadata.annotations),
    spec,
    field,
    containers,
    volumes,
    dependencies: dependenciesOf(spec, field, containers, volumes),
    ports: portsOf(containers),
  };
};

const portsOf = (containers: readonly Container[]): readonly ContainerPort[] => {
  const ports: ContainerPort[] = [];
  for (const { ports: own, init, sidecar } of containers) {
    if (init && !sidecar) continue;
    for (const port of own) ports.push(portOf(port));
  }
  return ports;
};

const portOf = (port: Fields): ContainerPort => ({
  name: textOf(port.name),
  port: typeof port.containerPort === 'number' ? port.containerPort : 0,
  protocol: textOf(port.protocol) || 'TCP',
});

const containersIn = (spec: Fields, field: string): readonly Container[] => {
  const found: Container[] = [];
  const first = recordsOf(spec.initContainers);
  for (let index = 0; index < first.length; index++)
    found.push(containerOf(first[index] as Fields, `${field}.initContainers[${index}]`, true));
  const main = recordsOf(spec.containers);
  for (let index = 0; index < main.length; index++)
    found.push(containerOf(main[index] as Fields, `${field}.containers[${index}]`, false));
  return found;
};

const containerOf = (fields: Fields, field: string, init: boolean): Container => ({
  name: textOf(fields.name),
  fields,
  field,
  init,
  sidecar: init && fields.restartPolicy === 'Always',
  env: recordsOf(fields.env),
  ports: recordsOf(fields.ports),
  mounts: recordsOf(fields.volumeMounts),
});

const workloads = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

/** Whether the pods are meant to run until somebody stops them, unlike those of a Job. */
export const runsForever = ({ owner, spec }: PodTemplate): boolean =>
  workloads.has(owner.kind) || (owner.kind === 'Pod' && (spec.restartPolicy ?? 'Always') === 'Always');
