/**
 * A directory becomes manifests exactly as Argo CD 3.5 would make them: which tool, its arguments, and what is done
 * with the result. Never here: the network, changes to the repository, judgement of what is rendered.
 */
export { isSelected } from './directory/manifest-files.ts';
export { outOfBoundsLinks } from './directory/symbolic-links.ts';
export { jsonnetVersion } from './jsonnet/load-jsonnet.ts';
export { type ApplicationRequest, renderApplication } from './render-application.ts';
export { type Rendered, type RenderRequest, type RenderTarget, renderDirectory } from './render-directory.ts';
export { type ReadFile, renderFiles } from './render-files.ts';
export type {
  ApplicationSource,
  DirectorySource,
  HelmSource,
  JsonnetSource,
  JsonnetVariable,
  KustomizeSource,
} from './source/application-source.ts';
export type { SourceType } from './source/source-type.ts';
export { applyOrder, kindOrder, type SyncPhase, type SyncStep } from './sync/apply-order.ts';
export { type Hook, type HookDeletePolicy, type HookType, hookOf } from './sync/hook.ts';
export type { IsNamespaced } from './sync/namespaces.ts';
export { type Dropped, type DropReason, type Settled, settle } from './sync/settle.ts';
export { waveOf } from './sync/wave.ts';
export { withTemporaryFolder } from './temporary-folder.ts';
