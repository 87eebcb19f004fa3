import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findTool, run } from '@wildermesser/exec';
import { type Manifest, readDocuments, writeYaml } from '@wildermesser/manifest';
import type { FileTree } from '../../file-tree.ts';

/**
 * What `kubectl kustomize` makes of these directories of `tree`, in one process: a kustomization lists them all, so that
 * no two may build objects of one identity.
 */
export const buildKustomizations = async (tree: FileTree, directories: readonly string[]): Promise<Manifest[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'kustomize-'));
  try {
    const files = new Map([...tree, ['kustomization.yaml', writeYaml({ resources: directories })]]);
    for (const path of new Set([...files.keys()].map(dirname))) await mkdir(join(folder, path), { recursive: true });
    await Promise.all([...files].map(([path, text]) => writeFile(join(folder, path), text)));
    const tool = await findTool('kustomize');
    const { stdout } = await run(tool.path, [...tool.args, folder]);
    const { documents, findings } = readDocuments(stdout, 'stdout');
    if (findings.length > 0) throw new Error(JSON.stringify(findings));
    return documents.map(({ value }) => value as Manifest);
  } finally {
    await rm(folder, { recursive: true });
  }
};
