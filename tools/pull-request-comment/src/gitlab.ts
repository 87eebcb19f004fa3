import type { Comment, Forge } from './comment.ts';
import { type Connection, request, requestAll } from './request.ts';

/** A merge request on GitLab. */
export interface MergeRequest {
  /** `https://gitlab.com/api/v4`. */
  readonly url: string;
  /** Of a project, with the role Reporter and the scope `api`: the token of a job may not write notes. */
  readonly token: string;
  readonly project: string;
  readonly iid: string;
}

interface Note extends Comment {
  readonly system: boolean;
  readonly author: { readonly id: number };
}

/** The notes that the owner of the token wrote on a merge request. */
export const gitlab = ({ url, token, project, iid }: MergeRequest): Forge => {
  const connection: Connection = { url, headers: { 'private-token': token } };
  const path = `/projects/${encodeURIComponent(project)}/merge_requests/${encodeURIComponent(iid)}/notes`;
  return {
    comments: async () => {
      const { id: self } = (await request(connection, 'GET', '/user')) as { readonly id: number };
      const notes = (await requestAll(connection, `${path}?sort=asc&order_by=created_at`)) as readonly Note[];
      return notes.filter(({ system, author }) => !system && author.id === self).map(({ id, body }) => ({ id, body }));
    },
    create: async (body) => void (await request(connection, 'POST', path, { body })),
    update: async (id, body) => void (await request(connection, 'PUT', `${path}/${id}`, { body })),
    remove: async (id) => void (await request(connection, 'DELETE', `${path}/${id}`)),
  };
};
