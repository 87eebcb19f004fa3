/** A repository's URL without what does not tell repositories apart: scheme, user, `.git`, case of the host. */
const normalized = (url: string): string => {
  const trimmed = url
    .trim()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
  const scp = /^(?:[^@/]+@)?([^:/]+):(?!\/\/)(.+)$/.exec(trimmed);
  const plain = scp === null ? trimmed.replace(/^[a-z+]+:\/\//i, '').replace(/^[^@/]+@/, '') : `${scp[1]}/${scp[2]}`;
  return plain.toLowerCase();
};

/** Whether two URLs name the same Git repository: `git@host:a/b.git` and `https://host/a/b` do. */
export const sameRepository = (a: string, b: string): boolean => normalized(a) === normalized(b);
