import { at, type Fields, recordsOf, textOf } from '../reading/fields.ts';
import { type Container, containersOf } from './pod-template.ts';

/** One way in which a container takes from a ConfigMap or a Secret. */
export interface ConfigurationUse {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  /**
   * `variable`: read once, when the container starts. `file`: a mount of one file by `subPath`, which is never updated.
   * `folder`: a mount whose files follow within a minute or two.
   */
  readonly how: 'variable' | 'file' | 'folder';
  /** The Pod starts without it, too. */
  readonly isOptional: boolean;
  /** The only key that counts; undefined when all do. */
  readonly key: string | undefined;
}

/** Everything that the containers of a Pod take from ConfigMaps and Secrets. */
export const configurationUses = (spec: Fields): readonly ConfigurationUse[] =>
  containersOf(spec).flatMap((container) => [...variables(container), ...mounts(spec, container)]);

const variables = ({ fields }: Container): readonly ConfigurationUse[] => [
  ...recordsOf(fields.env).flatMap((variable) => [
    ...use('ConfigMap', at(variable, 'valueFrom', 'configMapKeyRef')),
    ...use('Secret', at(variable, 'valueFrom', 'secretKeyRef')),
  ]),
  ...recordsOf(fields.envFrom).flatMap((source) => [
    ...use('ConfigMap', source.configMapRef),
    ...use('Secret', source.secretRef),
  ]),
];

const use = (kind: ConfigurationUse['kind'], reference: unknown): readonly ConfigurationUse[] => {
  const name = textOf(at(reference, 'name'));
  const isOptional = at(reference, 'optional') === true;
  return name === ''
    ? []
    : [{ kind, name, how: 'variable', isOptional, key: textOf(at(reference, 'key')) || undefined }];
};

const mounts = (spec: Fields, { fields }: Container): readonly ConfigurationUse[] =>
  recordsOf(fields.volumeMounts).flatMap((mount) => {
    const volume = recordsOf(spec.volumes).find(({ name }) => name === mount.name);
    const how = mount.subPath === undefined && mount.subPathExpr === undefined ? 'folder' : 'file';
    return sourcesOf(volume).map((source) => ({ ...source, how, key: undefined }) as const);
  });

const sourcesOf = (volume: unknown): readonly Pick<ConfigurationUse, 'kind' | 'name' | 'isOptional'>[] =>
  [volume, ...recordsOf(at(volume, 'projected', 'sources'))].flatMap((source) =>
    (['configMap', 'secret'] as const).flatMap((key) => {
      const reference = at(source, key);
      const name = textOf(at(reference, 'name')) || textOf(at(reference, 'secretName'));
      const isOptional = at(reference, 'optional') === true;
      return name === '' ? [] : [{ kind: key === 'secret' ? 'Secret' : 'ConfigMap', name, isOptional } as const];
    }),
  );
