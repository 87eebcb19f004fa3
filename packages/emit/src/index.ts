/**
 * Text for `generated/`: manifests, Argo CD Applications and projects, the index. Values in, a file tree out.
 * Never here: disk, clock, processes, another stage.
 */
export { applicationName } from './application.ts';
export type { Bundle, Component, ExpectedObject } from './component.ts';
export { bundle, component } from './component.ts';
export type { Emission, EmitRequest, EvaluatedComponent, Scopes } from './emit-bundle.ts';
export { emitBundle } from './emit-bundle.ts';
export type { FileTree } from './file-tree.ts';
export { placeManifests } from './place-manifests.ts';
export type { IndexedComponent, IndexedObject, ProjectIndex } from './project-index.ts';
export { indexPath, parseIndex, sha256, writeIndex } from './project-index.ts';
export type { Settings } from './settings.ts';
