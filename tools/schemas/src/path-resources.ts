import type { Resource } from '../../../packages/manifest/src/schema/resource.ts';
import { byBytes } from './by-bytes.ts';
import type { OpenapiDocuments, Operation } from './openapi-documents.ts';

const verbOfAction: Readonly<Record<string, string>> = {
  delete: 'delete',
  deletecollection: 'deletecollection',
  get: 'get',
  list: 'list',
  patch: 'patch',
  post: 'create',
  put: 'update',
};

interface Endpoint {
  readonly key: string;
  readonly plural: string;
  readonly namespaced: boolean;
  readonly subresource: string;
}

/** `/apis/apps/v1/namespaces/{namespace}/deployments/{name}/scale` taken apart. */
const endpointOf = (path: string): Endpoint | undefined => {
  const match = /^\/(?:api|apis\/[^/]+)\/v[^/]+\/(.+)$/.exec(path);
  if (match?.[1] === undefined || match[1].startsWith('watch/')) return undefined;
  const segments = match[1].split('/');
  const namespaced = segments[0] === 'namespaces' && segments[1] === '{namespace}' && segments.length > 2;
  const [plural = '', , ...subresource] = namespaced ? segments.slice(2) : segments;
  const root = path.slice(0, path.length - match[1].length);
  return { key: `${root}${plural}`, plural, namespaced, subresource: subresource[0] ?? '' };
};

const definitionOf = (operation: Operation): string | undefined =>
  /"#\/components\/schemas\/([^"]+)"/.exec(JSON.stringify(operation.responses ?? {}))?.[1];

interface Draft {
  gvk?: { readonly group: string; readonly version: string; readonly kind: string };
  definition?: string | undefined;
  namespaced: boolean;
  readonly plural: string;
  readonly verbs: Set<string>;
  readonly subresources: Set<string>;
}

const describe = (draft: Draft, endpoint: Endpoint, operations: Readonly<Record<string, Operation>>): void => {
  draft.namespaced ||= endpoint.namespaced;
  if (endpoint.subresource !== '') {
    draft.subresources.add(endpoint.subresource);
    return;
  }
  for (const operation of Object.values(operations)) {
    const verb = verbOfAction[operation['x-kubernetes-action'] ?? ''];
    if (verb === undefined) continue;
    draft.verbs.add(verb);
    const gvk = operation['x-kubernetes-group-version-kind'];
    if (gvk !== undefined) draft.gvk = gvk;
    if (verb === 'get' || verb === 'create') draft.definition = definitionOf(operation);
  }
};

/** The resources that the paths of the documents serve. */
export const pathResources = ({ paths }: OpenapiDocuments): Resource[] => {
  const drafts = new Map<string, Draft>();
  for (const [path, operations] of Object.entries(paths)) {
    const endpoint = endpointOf(path);
    if (endpoint === undefined) continue;
    const draft = drafts.get(endpoint.key) ?? {
      namespaced: false,
      plural: endpoint.plural,
      verbs: new Set(),
      subresources: new Set(),
    };
    drafts.set(endpoint.key, draft);
    describe(draft, endpoint, operations);
  }
  return [...drafts.values()].flatMap(({ gvk, definition, plural, namespaced, verbs, subresources }) =>
    gvk === undefined || definition === undefined
      ? []
      : [
          {
            ...{ group: gvk.group, version: gvk.version, kind: gvk.kind, plural, namespaced, definition },
            verbs: [...verbs].sort(byBytes),
            subresources: [...subresources].sort(byBytes),
          },
        ],
  );
};
