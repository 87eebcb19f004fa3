import { crdResources } from './crd-resources.ts';
import { customGroups } from './custom-groups.ts';
import { defaultKubernetesVersion, type KubernetesVersion } from './kubernetes-version.ts';
import type { Resource } from './resource.ts';
import type { SchemaNode } from './schema-node.ts';
import { byVersionPriority } from './version-priority.ts';

/** What an API server of one version serves, with the custom resources that this project knows. */
export interface Catalog {
  /** The minor version of Kubernetes. */
  readonly version: KubernetesVersion;
  readonly resources: readonly Resource[];
  /** The resource of `apps/v1` `Deployment`; undefined when this version does not serve it. */
  resourceOf(apiVersion: string, kind: string): Resource | undefined;
  /** The versions at which a kind is served, the preferred one first; empty for an unknown kind. */
  resourcesOfGroupKind(group: string, kind: string): readonly Resource[];
  /** The schema of a whole object. */
  schemaOf(apiVersion: string, kind: string): SchemaNode | undefined;
  /** The definition that a `$ref` names. */
  definition(name: string): SchemaNode | undefined;
  /** Whether objects of a kind live in a namespace; undefined for an unknown kind. */
  isNamespaced(group: string, kind: string): boolean | undefined;
  /** Whether the API server itself serves the group, so that a kind which is missing there does not exist. */
  isBuiltInGroup(group: string): boolean;
  /** This catalog with the kinds of the CustomResourceDefinitions among `manifests`, which replace those it knows. */
  withResources(manifests: readonly unknown[]): Catalog;
}

interface SchemaDocument {
  readonly resources: readonly Resource[];
  readonly definitions: Readonly<Record<string, SchemaNode>>;
}

interface Content extends SchemaDocument {
  readonly version: KubernetesVersion;
  readonly builtInGroups: ReadonlySet<string>;
}

/** Whether a definition comes from a CustomResourceDefinition: only such names hold the API group. */
export const isCustomDefinition = (name: string): boolean => name.includes('/');

const groupKindKey = (group: string, kind: string): string => `${kind}.${group}`;

const index = (resources: readonly Resource[]) => {
  const byKind = new Map<string, Map<string, Resource>>();
  const byGroupKind = new Map<string, Resource[]>();
  for (const resource of resources) {
    const { group, version, kind } = resource;
    const apiVersion = group === '' ? version : `${group}/${version}`;
    const kinds = byKind.get(apiVersion) ?? new Map<string, Resource>();
    byKind.set(apiVersion, kinds.set(kind, resource));
    const key = groupKindKey(group, kind);
    const known = byGroupKind.get(key);
    if (known === undefined) byGroupKind.set(key, [resource]);
    else known.push(resource);
  }
  for (const known of byGroupKind.values()) known.sort((a, b) => byVersionPriority(a.version, b.version));
  return { byKind, byGroupKind };
};

const createCatalog = (content: Content): Catalog => {
  const { version, resources, definitions, builtInGroups } = content;
  const { byKind, byGroupKind } = index(resources);
  const definition = (name: string) => (Object.hasOwn(definitions, name) ? definitions[name] : undefined);
  const resourceOf = (apiVersion: string, kind: string) => byKind.get(apiVersion)?.get(kind);
  const resourcesOfGroupKind = (group: string, kind: string) => byGroupKind.get(groupKindKey(group, kind)) ?? [];
  return {
    version,
    resources,
    resourceOf,
    resourcesOfGroupKind,
    definition,
    schemaOf: (apiVersion, kind) => {
      const resource = resourceOf(apiVersion, kind);
      return resource && definition(resource.definition);
    },
    isNamespaced: (group, kind) => resourcesOfGroupKind(group, kind)[0]?.namespaced,
    isBuiltInGroup: (group) => builtInGroups.has(group),
    withResources: (manifests) => {
      const added = manifests.flatMap((manifest) => crdResources(manifest) ?? []);
      if (added.length === 0) return catalogOf(content);
      const replaced = new Set(added.map(({ group, kind }) => groupKindKey(group, kind)));
      const kept = resources.filter(({ group, kind }) => !replaced.has(groupKindKey(group, kind)));
      return createCatalog({
        ...content,
        resources: [...kept, ...added.flatMap((crd) => crd.resources)],
        definitions: Object.assign({}, definitions, ...added.map((crd) => crd.definitions)),
      });
    },
  };
};

const catalogs = new WeakMap<Content, Catalog>();

const catalogOf = (content: Content): Catalog => {
  const catalog = catalogs.get(content) ?? createCatalog(content);
  catalogs.set(content, catalog);
  return catalog;
};

/** The path is no literal, so that the type checker does not infer a type for every field of the data. */
const importDocument = async (path: string): Promise<SchemaDocument> =>
  (await import(new URL(`../../schemas/${path}.json`, import.meta.url).href, { with: { type: 'json' } })).default;

const load = async (version: KubernetesVersion): Promise<Catalog> => {
  const [builtIn, ...custom] = await Promise.all(
    [`kubernetes-${version}`, ...customGroups.map((group) => `custom/${group}`)].map(importDocument),
  );
  const documents = [...(builtIn ? [builtIn] : []), ...custom];
  return catalogOf({
    version,
    resources: documents.flatMap((document) => document.resources),
    definitions: Object.assign({}, ...documents.map((document) => document.definitions)),
    builtInGroups: new Set(builtIn?.resources.map(({ group }) => group)),
  });
};

const loading = new Map<KubernetesVersion, Promise<Catalog>>();

/** The catalog of a Kubernetes version, the same for every caller; it is read when it is first asked for. */
export const loadCatalog = (version: KubernetesVersion = defaultKubernetesVersion): Promise<Catalog> => {
  const started = loading.get(version) ?? load(version);
  loading.set(version, started);
  return started;
};
