/**
 * The API of Kubernetes: typed calls, exec, and sources for reflectors. Nothing else in the operator speaks HTTP to it.
 * Never: what a MySQL is.
 */

export {
  ApiError,
  type ApiErrorCause,
  type ApiErrorFields,
  type ApiErrorReason,
  isApiError,
  isNamespaceTerminating,
} from './api-error.ts';
export type { Cluster, ServerVersion } from './cluster.ts';
export { ExecError, type ExecErrorCode, type ExecOptions, type ExecResult } from './exec-result.ts';
export {
  type Kind,
  type KindNames,
  kind,
  type MetadataOnly,
  type Ref,
  type RefOf,
  type StatusOf,
  type StoredOf,
  type WrittenOf,
} from './kind.ts';
export {
  configMaps,
  deployments,
  events,
  jobs,
  leases,
  namespaces,
  networkPolicies,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  secrets,
  services,
  storageClasses,
} from './kinds.ts';
export type { ObjectSource, Page, PageRequest, Selection, WatchEvent, WatchRequest } from './object-source.ts';
export type {
  ApplyOptions,
  DeleteOptions,
  JsonPatchOperation,
  ListOptions,
  Patch,
  PatchOptions,
  ResourceClient,
} from './resource-client.ts';
export type * from './statuses.ts';
export type { Stored, StoredMetadata } from './stored.ts';
