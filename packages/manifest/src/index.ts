/**
 * The noun of the product: a Kubernetes object, its identity, its text and the schema it follows.
 * Never here: disk, processes, the clock, another package of the workspace.
 */
export type { ApiAccess } from './api-access.ts';
export { compareBytes, sortByBytes } from './byte-order.ts';
export { isExcludedKind } from './excluded-kinds.ts';
export type { Finding, Severity } from './finding.ts';
export type { Identity } from './identity.ts';
export { describeIdentity, groupOf, identityKey, identityOf, versionOf } from './identity.ts';
export type { Builder } from './kind.ts';
export { kind } from './kind.ts';
export type { Manifest, ManifestMetadata } from './manifest.ts';
export type { Origin } from './origin.ts';
export { originOf, recordOrigin, setOrigin } from './origin.ts';
export type { Parsed } from './parse-manifest.ts';
export { parseManifest } from './parse-manifest.ts';
export { canonicalQuantity, compareQuantities } from './quantity.ts';
export { remembered } from './remembered.ts';
export type { Catalog } from './schema/catalog.ts';
export { isCustomDefinition, loadCatalog } from './schema/catalog.ts';
export type { KubernetesVersion } from './schema/kubernetes-version.ts';
export { defaultKubernetesVersion, kubernetesVersions } from './schema/kubernetes-version.ts';
export type { Resource } from './schema/resource.ts';
export type { SchemaNode } from './schema/schema-node.ts';
export type { YamlDocument, YamlDocuments } from './yaml/read.ts';
export { readDocuments } from './yaml/read.ts';
export type { YamlFault } from './yaml/write.ts';
export { writeYaml, YamlWriteError } from './yaml/write.ts';
