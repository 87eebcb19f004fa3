/**
 * A Kustomize base with overlays from the manifests of each environment, and the model of what a kustomization's own
 * fields do to them.
 */
export { applyNative } from './apply-native.ts';
export { emitKustomize, type KustomizeEmission, type KustomizeRequest, type Overlay } from './emit-kustomize.ts';
export type { KustomizeCatalog } from './list-rule.ts';
export type {
  NativeConfigMap,
  NativeFields,
  NativeImage,
  NativeLabels,
  NativeReplicas,
} from './native-fields.ts';
