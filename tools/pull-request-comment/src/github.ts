import type { Comment, Forge } from './comment.ts';
import { type Connection, request, requestAll } from './request.ts';

/** A repository on GitHub. */
export interface Repository {
  /** `https://api.github.com`. */
  readonly url: string;
  readonly token: string;
  /** `owner/name`. */
  readonly name: string;
}

const connect = ({ url, token }: Repository): Connection => ({
  url,
  headers: {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'x-github-api-version': '2022-11-28',
  },
});

interface IssueComment extends Comment {
  readonly user: { readonly login: string } | null;
}

/** The comments that `author` wrote on a pull request. */
export const github = (repository: Repository, pull: number, author: string): Forge => {
  const connection = connect(repository);
  const path = `/repos/${repository.name}/issues`;
  return {
    comments: async () => {
      const all = (await requestAll(connection, `${path}/${pull}/comments`)) as readonly IssueComment[];
      return all.filter(({ user }) => user?.login === author).map(({ id, body }) => ({ id, body }));
    },
    create: async (body) => void (await request(connection, 'POST', `${path}/${pull}/comments`, { body })),
    update: async (id, body) => void (await request(connection, 'PATCH', `${path}/comments/${id}`, { body })),
    remove: async (id) => void (await request(connection, 'DELETE', `${path}/comments/${id}`)),
  };
};

/** The head of a pull request, as the event of the finished workflow names it. */
export interface Head {
  readonly owner: string;
  readonly branch: string;
  readonly sha: string;
}

interface PullRequest {
  readonly number: number;
  readonly head: { readonly sha: string };
}

/**
 * The open pull request of a head. By what GitHub says of the run and not by what the run says of itself, since the run
 * may be that of a stranger. Undefined when it was closed, has newer commits, or is not the only one of this head.
 */
export const findPullRequest = async (
  repository: Repository,
  { owner, branch, sha }: Head,
): Promise<number | undefined> => {
  const head = encodeURIComponent(`${owner}:${branch}`);
  const path = `/repos/${repository.name}/pulls?state=open&head=${head}`;
  const found = ((await requestAll(connect(repository), path)) as readonly PullRequest[]).filter(
    (pull) => pull.head.sha === sha,
  );
  return found.length === 1 ? found[0]?.number : undefined;
};
