import { groupOf, type Manifest } from '@wildermesser/manifest';
import { at, type Fields, fieldsOf, recordsOf, stringMapOf, textOf } from '../reading/fields.ts';

/** The Pods that an object makes. */
export interface PodTemplate {
  readonly labels: ReadonlyMap<string, string>;
  readonly annotations: ReadonlyMap<string, string>;
  readonly spec: Fields;
  /** Where the template is: `['spec', 'template']`, `[]` for a Pod. */
  readonly path: readonly string[];
}

/** One container, with how its list calls it. */
export interface Container {
  readonly name: string;
  readonly fields: Fields;
  readonly list: 'containers' | 'initContainers';
}

const templates: Readonly<Record<string, readonly string[]>> = {
  '/Pod': [],
  '/ReplicationController': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/Deployment': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  'batch/Job': ['spec', 'template'],
};

/** Kinds with Pods as a `Need` names them. */
export const podKinds: readonly string[] = Object.keys(templates).map((key) => {
  const [group = '', kind = ''] = key.split('/');
  return group === '' ? kind : `${kind}.${group}`;
});

/** The Pods that an object makes; undefined when it makes none. */
export const podTemplateOf = (manifest: Manifest): PodTemplate | undefined => {
  const path = templates[`${groupOf(manifest.apiVersion)}/${manifest.kind}`];
  if (path === undefined) return undefined;
  const template = at(manifest, ...path);
  return {
    labels: stringMapOf(at(template, 'metadata', 'labels')),
    annotations: stringMapOf(at(template, 'metadata', 'annotations')),
    spec: fieldsOf(at(template, 'spec')),
    path,
  };
};

/** Init containers and containers. */
export const containersOf = (spec: Fields): readonly Container[] =>
  (['initContainers', 'containers'] as const).flatMap((list) =>
    recordsOf(spec[list]).map((fields) => ({ name: textOf(fields.name), fields, list })),
  );

/** The field of a container, as a path from the object. */
export const containerField = (template: PodTemplate, { list, name }: Container, ...rest: readonly string[]) =>
  [...template.path, 'spec', list, { by: 'key', keys: { name } }, ...rest] as const;
