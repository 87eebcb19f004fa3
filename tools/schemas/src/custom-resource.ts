import type { Resource } from '../../../packages/manifest/src/schema/resource.ts';
import type { CustomKind } from './custom-sources.ts';

const verbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update'];

/** What an API server says of a custom resource; `definition` is that of the whole object. */
export const customResource = (group: string, version: string, kind: CustomKind, definition: string): Resource => {
  const [name, plural, scope, subresources = ['status']] = kind;
  const namespaced = scope === 'Namespaced';
  return { group, version, kind: name, plural, namespaced, verbs, subresources, definition };
};
