import { groupOf, type Manifest } from '@wildermesser/manifest';
import { at, type Fields, fieldsOf, recordsOf, stringMapOf, textOf } from './read-fields.ts';

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
  if (path === undefined) return undefined;
  const template = at(manifest, ...path);
  const spec = fieldsOf(at(template, 'spec'));
  const field = [...path, 'spec'].join('.');
  const containers = containersIn(spec, field);
  return {
    owner: manifest,
    namespace: manifest.metadata.namespace ?? '',
    labels: stringMapOf(at(template, 'metadata', 'labels')),
    annotations: stringMapOf(at(template, 'metadata', 'annotations')),
    spec,
    field,
    containers,
    ports: containers
      .filter(({ init, sidecar }) => !init || sidecar)
      .flatMap(({ fields }) => recordsOf(fields.ports).map(portOf)),
  };
};

const portOf = (port: Fields): ContainerPort => ({
  name: textOf(port.name),
  port: typeof port.containerPort === 'number' ? port.containerPort : 0,
  protocol: textOf(port.protocol) || 'TCP',
});

export const containersOf = ({ containers }: Pick<PodTemplate, 'containers'>): readonly Container[] => containers;

const containersIn = (spec: Fields, field: string): readonly Container[] =>
  (['initContainers', 'containers'] as const).flatMap((list) =>
    recordsOf(spec[list]).map((fields, index) => ({
      name: textOf(fields.name),
      fields,
      field: `${field}.${list}[${index}]`,
      init: list === 'initContainers',
      sidecar: list === 'initContainers' && fields.restartPolicy === 'Always',
    })),
  );

const workloads = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet']);

/** Whether the pods are meant to run until somebody stops them, unlike those of a Job. */
export const runsForever = ({ owner, spec }: PodTemplate): boolean =>
  workloads.has(owner.kind) || (owner.kind === 'Pod' && (spec.restartPolicy ?? 'Always') === 'Always');
