import { containersOf, type PodTemplate } from '../pod-template.ts';
import { at, type Fields, recordsOf, textOf } from '../read-fields.ts';

/** An object that pods need in order to start. */
export interface Dependency {
  readonly kind: 'ConfigMap' | 'Secret' | 'PersistentVolumeClaim';
  readonly name: string;
  /** The keys that have to be in it; empty when the whole object is used. */
  readonly keys: readonly string[];
  /** The pods start without it. */
  readonly optional: boolean;
  readonly field: string;
}

/** What the containers' environment and the volumes of a pod take from other objects. */
export const dependenciesOf = (pod: PodTemplate): readonly Dependency[] =>
  [
    ...containersOf(pod).flatMap(({ fields, field }) => [...fromEnv(fields, field), ...fromEnvFrom(fields, field)]),
    ...recordsOf(pod.spec.volumes).flatMap((volume, index) => fromVolume(volume, `${pod.field}.volumes[${index}]`)),
    ...recordsOf(pod.spec.imagePullSecrets).map(({ name }, index) =>
      dependency('Secret', name, { field: `${pod.field}.imagePullSecrets[${index}]` }),
    ),
  ].filter(({ name }) => name !== '');

const fromEnv = (container: Fields, field: string): readonly Dependency[] =>
  recordsOf(container.env).flatMap(({ valueFrom }, index) =>
    (['configMapKeyRef', 'secretKeyRef'] as const).flatMap((source) => {
      const reference = at(valueFrom, source);
      if (reference === undefined) return [];
      return dependency(source === 'secretKeyRef' ? 'Secret' : 'ConfigMap', at(reference, 'name'), {
        field: `${field}.env[${index}].valueFrom.${source}`,
        keys: [textOf(at(reference, 'key'))],
        optional: at(reference, 'optional'),
      });
    }),
  );

const fromEnvFrom = (container: Fields, field: string): readonly Dependency[] =>
  recordsOf(container.envFrom).flatMap((source, index) =>
    (['configMapRef', 'secretRef'] as const).flatMap((key) =>
      source[key] === undefined
        ? []
        : dependency(key === 'secretRef' ? 'Secret' : 'ConfigMap', at(source, key, 'name'), {
            field: `${field}.envFrom[${index}].${key}`,
            optional: at(source, key, 'optional'),
          }),
    ),
  );

const fromVolume = (volume: Fields, field: string): readonly Dependency[] => [
  ...fromSource('ConfigMap', volume.configMap, 'name', `${field}.configMap`),
  ...fromSource('Secret', volume.secret, 'secretName', `${field}.secret`),
  ...(volume.persistentVolumeClaim === undefined
    ? []
    : [
        dependency('PersistentVolumeClaim', at(volume, 'persistentVolumeClaim', 'claimName'), {
          field: `${field}.persistentVolumeClaim.claimName`,
        }),
      ]),
  ...recordsOf(at(volume, 'projected', 'sources')).flatMap((source, index) => [
    ...fromSource('ConfigMap', source.configMap, 'name', `${field}.projected.sources[${index}].configMap`),
    ...fromSource('Secret', source.secret, 'name', `${field}.projected.sources[${index}].secret`),
  ]),
];

const fromSource = (
  kind: Dependency['kind'],
  source: unknown,
  nameField: string,
  field: string,
): readonly Dependency[] =>
  source === undefined
    ? []
    : [
        dependency(kind, at(source, nameField), {
          field: `${field}.${nameField}`,
          keys: recordsOf(at(source, 'items')).map(({ key }) => textOf(key)),
          optional: at(source, 'optional'),
        }),
      ];

const dependency = (
  kind: Dependency['kind'],
  name: unknown,
  { field, keys = [], optional = false }: { field: string; keys?: readonly string[]; optional?: unknown },
): Dependency => ({ kind, name: textOf(name), keys, optional: optional === true, field });
