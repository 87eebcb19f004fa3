import { stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { readKustomization } from './kustomization-file.ts';

/** Something that Kustomize would fetch. */
export interface RemoteBase {
  readonly reference: string;
  /** The kustomization that names it, relative to the repository. */
  readonly file: string;
}

/** Whether Kustomize takes a reference for a repository or a URL when nothing local has that name. */
export const looksRemote = (reference: string): boolean =>
  /^(?:[a-z][a-z0-9+.-]*:\/\/|git::|[\w.-]+@[\w.-]+[:/]|(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)[:/])/i.test(
    reference,
  ) || /[?&](?:ref|version|submodules|timeout)=/.test(reference);

/** Everything that the kustomization in `directory`, or a local one that it builds on, would fetch. */
export const remoteBases = async (repository: string, directory: string): Promise<readonly RemoteBase[]> => {
  const seen = new Set<string>();
  const found: RemoteBase[] = [];
  const visit = async (folder: string): Promise<void> => {
    if (seen.has(folder)) return;
    seen.add(folder);
    const file = await readKustomization(folder);
    if (file === undefined) return;
    for (const field of ['resources', 'bases', 'components', 'crds', 'configurations', 'generators', 'transformers']) {
      const references = file.value[field];
      for (const reference of Array.isArray(references) ? references : []) {
        if (typeof reference !== 'string' || reference.includes('\n')) continue;
        const path = join(folder, reference);
        const status = await stat(path).catch(() => undefined);
        if (status?.isDirectory() === true) await visit(path);
        else if (status === undefined && looksRemote(reference)) {
          found.push({ reference, file: join(relative(repository, folder), file.name) });
        }
      }
    }
  };
  await visit(directory);
  return found;
};
