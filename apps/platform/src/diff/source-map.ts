import type { Place } from '@wildermesser/diff';
import { type ProjectIndex, parseIndex } from '@wildermesser/emit/project-index';
import { type Identity, identityKey } from '@wildermesser/manifest';
import type { Tree } from './tree.ts';

/** What the indexes of `generated/` tell of one side. */
export interface SourceMap {
  readonly indexes: readonly ProjectIndex[];
  /** The line of the TypeScript source that made an object, by the directory that it was rendered from. */
  readonly sourceOf: (identity: Identity, directories: readonly string[]) => Place | undefined;
}

const placeOf = (source: string): Place | undefined => {
  const [, file = '', line = ''] = /^(.+):(\d+)$/.exec(source) ?? [];
  return file === '' ? undefined : { file, line: Number(line) };
};

/** Reads the indexes of a side. A damaged one maps nothing; `check` says what is wrong with it. */
export const readSourceMap = async (tree: Tree): Promise<SourceMap> => {
  const paths = [...tree.files.keys()].filter((path) =>
    /(?:^|\/)generated\/[^/]+\/index\.json$|^[^/]+\/index\.json$/.test(path),
  );
  const contents = await tree.read(paths);
  const entries = new Map<string, { readonly file: string; readonly place: Place | undefined }[]>();
  const indexes: ProjectIndex[] = [];
  for (const content of contents) {
    const index = parseIndex(content.toString());
    if (index === undefined) continue;
    indexes.push(index);
    for (const object of index.objects) {
      const key = identityKey(object);
      const entry = { file: `generated/${object.file}`, place: placeOf(object.source) };
      entries.set(key, [...(entries.get(key) ?? []), entry]);
    }
  }
  return {
    indexes,
    sourceOf: (identity, directories) => {
      const known = entries.get(identityKey(identity)) ?? [];
      const own = known.find(({ file }) =>
        directories.some((folder) => file === folder || file.startsWith(`${folder}/`)),
      );
      return (own ?? known[0])?.place;
    },
  };
};
