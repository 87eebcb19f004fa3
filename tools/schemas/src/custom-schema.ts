import type { Resource } from '../../../packages/manifest/src/schema/resource.ts';
import type { SchemaNode } from '../../../packages/manifest/src/schema/schema-node.ts';
import { customDefinitions } from './custom-definitions.ts';
import { withFacts } from './custom-facts.ts';
import { customResource } from './custom-resource.ts';
import { type CustomSource, kindModule } from './custom-sources.ts';
import { readDeclarations } from './package-declarations.ts';
import type { SchemaFile } from './schema-file.ts';
import { packageVersion } from './validator-module.ts';

/** The schemas of the custom resources of one API group, from the validators of an npm package. */
export const customSchema = async (
  source: CustomSource,
  builtIn: Readonly<Record<string, SchemaNode>>,
): Promise<SchemaFile> => {
  const { group, unreleased } = source;
  const declarations = await readDeclarations(source.package);
  const resources: Resource[] = [];
  const definitions: Record<string, SchemaNode> = {};
  for (const [version, kinds] of Object.entries(source.kinds)) {
    const made = customDefinitions(`${group}/${version}.`, builtIn, declarations, unreleased);
    for (const kind of kinds) {
      const definition = await made.addKind(kindModule(source, version, kind));
      resources.push(customResource(group, version, kind, definition));
    }
    Object.assign(definitions, made.all);
  }
  return {
    source: `${source.package}@${await packageVersion(source.package)}`,
    omits: 'descriptions, status, defaults, nullable, list types and their keys, open objects, CEL rules',
    resources,
    definitions: withFacts(group, definitions),
  };
};
