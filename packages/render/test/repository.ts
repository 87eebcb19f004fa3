import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

/** Files of a repository by path: text, bytes, or `{ link }` for a symbolic link. */
export type Files = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;

/** A folder with these files that is removed after the test. */
export const repository = async (t: TestContext, files: Files): Promise<string> => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'repository-')));
  t.after(() => rm(root, { recursive: true }));
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path);
    await mkdir(dirname(target), { recursive: true });
    if (typeof content === 'string' || content instanceof Uint8Array) await writeFile(target, content);
    else await symlink(content.link, target);
  }
  return root;
};

/** A ConfigMap as text; the simplest manifest. */
export const configMap = (name: string, data: Readonly<Record<string, string>> = {}): string =>
  `${JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data })}\n`;
