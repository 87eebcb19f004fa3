import type { CustomResourceDefinitionSource } from './custom-resource-definition.ts';
import type { RolesSource } from './roles-from-code.ts';

/** Manifests of a component that the program makes by reading sources of the repository. */
export type CompiledSource = CustomResourceDefinitionSource | RolesSource;
