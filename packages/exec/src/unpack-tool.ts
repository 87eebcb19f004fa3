import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type PinnedTool, pinnedPackage } from './pinned-tools.ts';
import { ToolError } from './tool-error.ts';

/** The archive and the folder for what is unpacked from it, or undefined where the package is not installed. */
export const pinnedArchive = (): { readonly archive: string; readonly cache: string } | undefined => {
  try {
    const main = createRequire(import.meta.url).resolve(pinnedPackage);
    const modules = main.slice(0, main.lastIndexOf(`${join('node_modules', pinnedPackage)}`));
    return {
      archive: join(dirname(main), 'layer.zip'),
      cache: join(modules, 'node_modules', '.cache', 'platform', 'tools'),
    };
  } catch {
    return undefined;
  }
};

/** The size tells a whole file from a cut one; the digest was checked before the file got its name. */
const isWhole = async (path: string, tool: PinnedTool): Promise<boolean> => {
  try {
    return (await stat(path)).size === tool.bytes;
  } catch {
    return false;
  }
};

const contents = async (archive: string, tool: PinnedTool): Promise<Uint8Array> => {
  // A tool is unpacked once, and looked for at every start.
  const { unzipSync } = await import('fflate');
  let bytes: Uint8Array | undefined;
  try {
    bytes = unzipSync(await readFile(archive), { filter: ({ name }) => name === tool.entry })[tool.entry];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ToolError('CORRUPT', tool.name, `${tool.name} cannot be unpacked from ${pinnedPackage}: ${why}`);
  }
  const sha256 = bytes === undefined ? 'nothing' : createHash('sha256').update(bytes).digest('hex');
  if (bytes === undefined || sha256 !== tool.sha256) {
    const message = `${pinnedPackage} holds another ${tool.name} (SHA-256 ${sha256}) than ${tool.version}; run npm ci`;
    throw new ToolError('CORRUPT', tool.name, message);
  }
  return bytes;
};

/**
 * The path of a pinned tool below `cache`, unpacked from `archive` when it is not there yet. Safe against a kill and
 * against other processes that do the same: the program gets its name only when it is complete and checked.
 */
export const unpackTool = async (tool: PinnedTool, archive: string, cache: string): Promise<string> => {
  const folder = join(cache, tool.sha256);
  const path = join(folder, tool.name);
  if (await isWhole(path, tool)) return path;
  const bytes = await contents(archive, tool);
  await mkdir(folder, { recursive: true });
  const part = join(folder, `${tool.name}.${process.pid}.${randomUUID()}.part`);
  try {
    const file = await open(part, 'wx', 0o755);
    try {
      await file.writeFile(bytes);
      await file.chmod(0o755);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    // Another process was faster and cleared away this one's part.
    if (!(await isWhole(path, tool))) throw error;
  }
  for (const name of await readdir(folder)) {
    if (name.endsWith('.part')) await rm(join(folder, name), { force: true });
  }
  return path;
};
