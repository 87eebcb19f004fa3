import { listed } from '../reading/amounts.ts';
import type { Permission } from './permission.ts';

const resourceText = (permission: Permission): string => {
  if ('url' in permission) return permission.url;
  const { apiGroup, resource, name } = permission;
  const what = resource === '*' && apiGroup === '*' ? 'everything' : resource === '*' ? 'all resources' : resource;
  const group = apiGroup === '' || apiGroup === '*' ? '' : ` of ${apiGroup}`;
  return `${what}${group}${name === '' ? '' : ` "${name}"`}`;
};

/** Permissions as a sentence goes on after "may": `get, list and watch secrets; create pods`. */
export const permissionsText = (permissions: readonly Permission[]): string => {
  const verbsOf = new Map<string, string[]>();
  for (const permission of permissions) {
    const resource = resourceText(permission);
    const verbs = verbsOf.get(resource) ?? [];
    const verb = permission.verb === '*' ? 'do anything with' : permission.verb;
    if (!verbs.includes(verb)) verbs.push(verb);
    verbsOf.set(resource, verbs);
  }
  const byVerbs = Map.groupBy([...verbsOf.keys()], (resource) => listed(verbsOf.get(resource) ?? [], 8));
  const parts = [...byVerbs].map(([verbs, resources]) => `${verbs} ${listed(resources, 5)}`);
  return parts.length > 4 ? `${parts.slice(0, 4).join('; ')}; and ${parts.length - 4} more` : parts.join('; ');
};
