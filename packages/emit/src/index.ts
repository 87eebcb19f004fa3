/**
 * Text for `generated/`: manifests, Argo CD Applications and projects, the index. Values in, a file tree out.
 * Never here: disk, clock, processes, another stage.
 */
export { applicationName } from './application.ts';
export type { CompiledSource } from './compiled/compiled-source.ts';
export type { CustomResourceDefinitionSource } from './compiled/custom-resource-definition.ts';
export { customResourceDefinition, customResourceManifest } from './compiled/custom-resource-definition.ts';
export type { RolesSource } from './compiled/roles-from-code.ts';
export { roleManifests, rolesFromCode } from './compiled/roles-from-code.ts';
export type { Bundle, Component, ComponentIdentity, ExpectedObject } from './component.ts';
export { bundle, component } from './component.ts';
export type {
  Emission,
  EmitRequest,
  EvaluatedComponent,
  EvaluatedEnvironment,
  EvaluatedTemplate,
  Scopes,
} from './emit-bundle.ts';
export { emitBundle } from './emit-bundle.ts';
export { valuesFileName } from './environment-source.ts';
export { environmentValues } from './environment-values.ts';
export type { FileTree } from './file-tree.ts';
export type { NativeFields } from './kustomize/native-fields.ts';
export { placeManifests } from './place-manifests.ts';
export type { IndexedComponent, IndexedObject, ProjectIndex } from './project-index.ts';
export { indexPath, parseIndex, sha256, writeIndex } from './project-index.ts';
export type { Settings } from './settings.ts';
export type {
  AnyTemplatedComponent,
  ComponentPart,
  Environment,
  TemplatedComponent,
  TemplateTool,
} from './templated-component.ts';
export { templatedComponent } from './templated-component.ts';
