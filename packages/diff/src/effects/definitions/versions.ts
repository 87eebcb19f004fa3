import { at, type Fields, recordsOf, textOf } from '../reading/fields.ts';

/** One version of a CustomResourceDefinition. */
export interface DefinitionVersion {
  readonly name: string;
  readonly served: boolean;
  readonly storage: boolean;
  readonly schema: Fields;
}

/** The versions of a CustomResourceDefinition, in its order. */
export const versionsOf = (definition: unknown): readonly DefinitionVersion[] =>
  recordsOf(at(definition, 'spec', 'versions')).map((version) => ({
    name: textOf(version.name),
    served: version.served === true,
    storage: version.storage === true,
    schema: (at(version, 'schema', 'openAPIV3Schema') ?? {}) as Fields,
  }));
