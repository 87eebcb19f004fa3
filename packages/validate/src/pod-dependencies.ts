import type { Container } from './pod-template.ts';
import { at, type Fields, recordsOf, textOf } from './read-fields.ts';

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
export const dependenciesOf = (
  spec: Fields,
  field: string,
  containers: readonly Container[],
  volumes: readonly Fields[],
): readonly Dependency[] => {
  const found: Dependency[] = [];
  for (const { env, fields, field: place } of containers) {
    for (let index = 0; index < env.length; index++) {
      const valueFrom = env[index]?.valueFrom;
      if (valueFrom !== undefined) found.push(...fromEnv(valueFrom, `${place}.env[${index}].valueFrom`));
    }
    if (fields.envFrom !== undefined) found.push(...fromEnvFrom(fields, place));
  }
  for (let index = 0; index < volumes.length; index++) {
    const { configMap, secret, persistentVolumeClaim, projected } = volumes[index] as Fields;
    // Most volumes take from nothing.
    if ((configMap ?? secret ?? persistentVolumeClaim ?? projected) === undefined) continue;
    found.push(...fromVolume(volumes[index] as Fields, `${field}.volumes[${index}]`));
  }
  const secrets = recordsOf(spec.imagePullSecrets);
  for (let index = 0; index < secrets.length; index++) {
    found.push(dependency('Secret', secrets[index]?.name, { field: `${field}.imagePullSecrets[${index}]` }));
  }
  return found.length === 0 ? found : found.filter(({ name }) => name !== '');
};

const fromEnv = (valueFrom: unknown, field: string): readonly Dependency[] =>
  (['configMapKeyRef', 'secretKeyRef'] as const).flatMap((source) => {
    const reference = at(valueFrom, source);
    if (reference === undefined) return [];
    return dependency(source === 'secretKeyRef' ? 'Secret' : 'ConfigMap', at(reference, 'name'), {
      field: `${field}.${source}`,
      keys: [textOf(at(reference, 'key'))],
      optional: at(reference, 'optional'),
    });
  });

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
