import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '@wildermesser/exec';
import { ClusterError } from '../cluster-error.ts';
import { containerdSocket } from '../services/containerd.ts';

const importSeconds = 300;

const ctr = async (folder: string, ...args: readonly string[]): Promise<string> => {
  const address = ['--address', containerdSocket(folder), '--namespace', 'k8s.io'];
  return (await run('ctr', [...address, ...args], { timeoutSeconds: importSeconds })).stdout;
};

/** What containerd calls an image that its archive gives no name. */
const fallbackName = 'platform.test/imported';

const importedNames = async (folder: string, file: string, flags: readonly string[]): Promise<readonly string[]> => {
  const output = await ctr(folder, 'images', 'import', '--snapshotter', 'overlayfs', ...flags, file);
  return [...output.matchAll(/^unpacking (\S+) \(/gm)].map(([, name]) => name as string);
};

const importFile = async (folder: string, file: string, names: readonly string[]): Promise<readonly string[]> => {
  const named = await importedNames(folder, file, []);
  const given =
    named.length > 0 ? named : await importedNames(folder, file, ['--base-name', fallbackName, '--digests']);
  const [first] = given;
  if (first === undefined) throw new ClusterError('FAILED', `${file} holds no image for this machine`);
  for (const name of names) await ctr(folder, 'images', 'tag', '--force', first, name);
  return [...given, ...names];
};

/** Imports an image into the containerd of the cluster in this folder, as `ClusterNode.importImage` says. */
export const importArchive = async (
  folder: string,
  archive: string,
  names: readonly string[] = [],
): Promise<readonly string[]> => {
  if (!(await stat(archive)).isDirectory()) return importFile(folder, archive, names);
  const packed = await mkdtemp(join(folder, 'import-'));
  try {
    const file = join(packed, 'image.tar');
    await run('tar', ['--create', '--file', file, '--directory', archive, '.']);
    return await importFile(folder, file, names);
  } finally {
    await rm(packed, { recursive: true });
  }
};
