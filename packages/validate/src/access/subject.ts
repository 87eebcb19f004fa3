import { type Fields, textOf } from '../read-fields.ts';

/** Who asks: a user with the groups the identity provider says, a member of one group, or a ServiceAccount. */
export type Subject =
  | { readonly user: string; readonly groups?: readonly string[] }
  | { readonly group: string }
  | { readonly serviceAccount: { readonly namespace: string; readonly name: string } };

/** The subject as the API server sees it once it is authenticated. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

/** The user name and all groups of a subject, those that the API server adds included. */
export const userOf = (subject: Subject): User => {
  if ('serviceAccount' in subject) {
    const { namespace, name } = subject.serviceAccount;
    const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
    return { name: `system:serviceaccount:${namespace}:${name}`, groups };
  }
  if ('group' in subject) {
    const { group } = subject;
    return { name: '', groups: group === 'system:unauthenticated' ? [group] : [group, 'system:authenticated'] };
  }
  if (subject.user === 'system:anonymous') return { name: subject.user, groups: ['system:unauthenticated'] };
  return { name: subject.user, groups: [...(subject.groups ?? []), 'system:authenticated'] };
};

/** Whether a subject of a binding is this user. A ServiceAccount without namespace is one of the binding's own. */
export const matchesSubject = (entry: Fields, user: User, bindingNamespace: string): boolean => {
  const name = textOf(entry.name);
  switch (entry.kind) {
    case 'User':
      return name === user.name;
    case 'Group':
      return user.groups.includes(name);
    case 'ServiceAccount': {
      const namespace = textOf(entry.namespace) || bindingNamespace;
      return namespace !== '' && user.name === `system:serviceaccount:${namespace}:${name}`;
    }
    default:
      return false;
  }
};
