import { customSources } from './custom-sources.ts';
import { metallb } from './metallb-schema.ts';

/** The module of the generated types that a definition is written to. */
export interface TypeLocation {
  /** Below `packages/manifest/src/apis`, without extension: `apps/v1`. */
  readonly module: string;
  /** Name of the interface. */
  readonly name: string;
}

const customFolders = new Map([metallb, ...customSources].map(({ group, folder }) => [group, folder]));

/** Where the type of a definition lives, by the name of the Go package or of the API group that it comes from. */
export const typeLocation = (definition: string): TypeLocation => {
  const custom = /^([^/]+)\/([^.]+)\.(.+)$/.exec(definition);
  if (custom !== null) {
    const [, group = '', version = '', name = ''] = custom;
    return { module: `${customFolders.get(group) ?? group}/${version}`, name };
  }
  const segments = definition.split('.');
  const name = segments.at(-1) ?? '';
  const [group, version] = segments.slice(-3, -1);
  const inPackage = /^v\d/.test(version ?? '') ? `${group}/${version}` : 'meta/v1';
  return { module: inPackage, name };
};
