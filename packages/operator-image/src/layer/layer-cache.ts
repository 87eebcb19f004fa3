import { hash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareBytes } from '@wildermesser/manifest';
import type { Layer, LayerName, StoredLayer } from './layer.ts';

const sources = dirname(dirname(fileURLToPath(import.meta.url)));

/** What makes layers: any change of this program may change their bytes. */
const builderKey = (): string =>
  hash(
    'sha256',
    ['../package.json', ...globSync('**/*.ts', { cwd: sources })]
      .filter((path) => !path.endsWith('.test.ts'))
      .sort(compareBytes)
      .map((path) => `${path}\n${readFileSync(join(sources, path), 'utf8')}`)
      .join('\n'),
  );

/** Layers that were compressed before, by what they were made of. */
export interface LayerCache {
  /** Makes the layer unless it is there: `make` writes it to the path that it is given. */
  readonly layer: (
    name: LayerName,
    inputs: string,
    make: (path: string) => Promise<StoredLayer>,
  ) => Promise<StoredLayer>;
}

/**
 * A cache in a folder. A record counts only when its file has the size that it says; `image check` looks at the bytes.
 *
 * @param folder is made when it is missing
 */
export const layerCache = (folder: string): LayerCache => {
  const builder = builderKey();
  mkdirSync(folder, { recursive: true });
  const known = (record: string, path: string): StoredLayer | undefined => {
    if (!existsSync(record)) return undefined;
    try {
      const layer = JSON.parse(readFileSync(record, 'utf8')) as Layer;
      return statSync(path).size === layer.size ? { ...layer, path } : undefined;
    } catch {
      return undefined;
    }
  };
  return {
    layer: async (name, inputs, make) => {
      const path = join(folder, `${name}-${hash('sha256', `${builder}\n${name}\n${inputs}`)}.tar.gz`);
      const record = `${path}.json`;
      const found = known(record, path);
      if (found !== undefined) return found;
      const { path: _, ...layer } = await make(path);
      writeFileSync(`${record}.${process.pid}.partial`, JSON.stringify(layer));
      renameSync(`${record}.${process.pid}.partial`, record);
      return { ...layer, path };
    },
  };
};
